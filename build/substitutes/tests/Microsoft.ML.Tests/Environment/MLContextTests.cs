using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Substitutes.Tests.MachineLearning.Environment;

[TestClass]
public sealed class MLContextTests
{
    [TestMethod]
    public void MessagesReachTheLogWithTheirSource()
    {
        var context = new MLContext();
        var lines = new List<string>();
        context.Log += (_, message) =>
        {
            if (message.Kind != ChannelMessageKind.Trace)
                lines.Add($"{message.Kind}|{message.Source}|{message.RawMessage}|{message.Message}");
        };

        IHost host = ((IHostEnvironment)context).Register("Mine");
        using (IChannel channel = host.Start("Work"))
        {
            channel.Info(MessageSensitivity.None, "hello {0}", 1);
            channel.Warning(MessageSensitivity.None, "braces {x}");
        }

        using (IChannel channel = ((IHostEnvironment)context).Start("Root"))
            channel.Error(MessageSensitivity.UserData, "bad");

        CollectionAssert.AreEqual(
            new[]
            {
                "Info|Mine; Work|hello 1|[Source=Mine; Work, Kind=Info] hello 1",
                "Warning|Mine; Work|braces {x}|[Source=Mine; Work, Kind=Warning] braces {x}",
                "Error|Root|bad|[Source=Root, Kind=Error] bad",
            },
            lines);
    }

    [TestMethod]
    public void TheSeedDecidesTheNumbersOfEveryHost()
    {
        var context = new MLContext(3);

        Random first = ((IHostEnvironment)context).Register("x").Rand;
        Random second = ((IHostEnvironment)context).Register("x", 5).Rand;

        Assert.AreEqual(203934702, first.Next());
        Assert.AreEqual(8, first.Next(10));
        Assert.AreEqual(0.7565269288606942, first.NextDouble());
        Assert.AreEqual(7, first.Next(5, 9));
        Assert.AreEqual(1773327147, second.Next());
    }

    [TestMethod]
    public void TheSettingsAreKept()
    {
        var context = new MLContext { GpuDeviceId = 1, FallbackToCpu = true, TempFilePath = "/tmp" };

        Assert.AreEqual(1, context.GpuDeviceId);
        Assert.IsTrue(context.FallbackToCpu);
        Assert.AreEqual("/tmp", context.TempFilePath);
    }

    [TestMethod]
    public void WithoutSettingsTheProcessorIsUsed()
    {
        Assert.IsNull(new MLContext().GpuDeviceId);
        Assert.IsFalse(new MLContext().FallbackToCpu);
    }
}
