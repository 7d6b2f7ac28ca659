using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML.Tests.Experiments;

[TestClass]
public class ServicesTests
{
    private const int Device = 3;

    [TestMethod]
    public void A_child_context_carries_the_parents_settings()
    {
        var folder = Directory.CreateTempSubdirectory("automl-tests-");
        var parent = new MLContext(7) { GpuDeviceId = Device, FallbackToCpu = true, TempFilePath = folder.FullName };

        var services = ServicesOf(parent);

        var child = services.GetRequiredService<MLContext>();
        Assert.AreNotSame(parent, child);
        Assert.AreNotSame(child, services.GetRequiredService<MLContext>());
        Assert.AreEqual(Device, child.GpuDeviceId);
        Assert.IsTrue(child.FallbackToCpu);
        Assert.AreEqual(folder.FullName, child.TempFilePath);
        Assert.AreEqual(7, services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>().Seed);
        folder.Delete();
    }

    [TestMethod]
    public void A_child_context_has_the_parents_seed()
    {
        var data = Enumerable.Range(0, 100).Select(i => new Row { Number = i });

        float[] Shuffled(MLContext context)
            => [.. context.Data.CreateEnumerable<Row>(context.Data.ShuffleRows(context.Data.LoadFromEnumerable(data)), false).Select(row => row.Number)];

        CollectionAssert.AreEqual(Shuffled(new MLContext(7)), Shuffled(ServicesOf(new MLContext(7)).GetRequiredService<MLContext>()));
    }

    [TestMethod]
    public void A_child_contexts_log_reaches_the_parents()
    {
        var parent = new MLContext(7);
        var messages = new List<string>();
        parent.Log += (_, entry) => messages.Add(entry.Message);

        var child = ServicesOf(parent).GetRequiredService<MLContext>();
        using var channel = ((IChannelProvider)child).Start("child");
        channel.Info(MessageSensitivity.None, "hello from the child");

        Assert.IsTrue(messages.Exists(message => message.Contains("hello from the child", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void The_channel_reaches_the_contexts_log()
    {
        var context = new MLContext(7);
        var messages = new List<string>();
        context.Log += (_, entry) => messages.Add(entry.Message);

        ServicesOf(context).GetRequiredService<IChannel>().Info(MessageSensitivity.None, "hello");

        Assert.IsTrue(messages.Exists(message => message.Contains("hello", StringComparison.Ordinal) && message.Contains("AutoMLExperiment", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_context_without_a_seed_gives_none()
        => Assert.IsNull(ServicesOf(new MLContext()).GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>().Seed);

    [TestMethod]
    public void A_seed_in_the_settings_wins()
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings { Seed = 9 };

        new MLContext(7).Auto().CreateExperiment(settings);

        Assert.AreEqual(9, settings.Seed);
        Assert.IsNotNull(settings.SearchSpace);
    }

    private static IServiceProvider ServicesOf(MLContext context)
    {
        IServiceProvider? found = null;
        context.Auto().CreateExperiment().SetMaxModelToExplore(1).SetTuner(new RecordingTuner()).SetTrialRunner(services =>
        {
            found = services;
            return new DelegateRunner(_ => 0);
        }).Run();
        return found!;
    }

    private sealed class Row
    {
        public float Number { get; set; }
    }
}
