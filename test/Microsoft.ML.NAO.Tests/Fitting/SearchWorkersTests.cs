using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.Tests.Fitting;

/// <summary>Which workers a search has on which devices.</summary>
[TestClass]
public sealed class SearchWorkersTests
{
    [TestMethod]
    [DataRow(null, 1, 1)]
    [DataRow(null, 3, 3)]
    [DataRow(new[] { 97, 98 }, 2, 4)]
    public void EachDeviceHasItsWorkersAndThoseOnTheCpuShareItsMemory(int[]? gpus, int workersOfEach, int expected)
    {
        var context = new MLContext(1) { FallbackToCpu = true };
        var messages = new List<string>();
        context.Log += (_, e) => messages.Add(e.Message);
        var asked = new List<(DeviceType Device, int TrainingsAtOnce)>();

        using var workers = new SearchWorkers<PredictionNetwork>(
            ExperimentHost.Resolve(context.Auto()), new NeuralArchitectureOptions { GpuDeviceIds = gpus, Workers = workersOfEach }, Create);

        CollectionAssert.AreEqual(Enumerable.Repeat((DeviceType.CPU, expected), expected).ToArray(), asked);
        Assert.HasCount(expected, workers.GetEvaluators(null));
        foreach (int gpu in gpus ?? [])
        {
            Assert.ContainsSingle(message => message.Contains($"NeuralArchitectureOptions.GpuDeviceIds is {gpu}", StringComparison.Ordinal), messages);
        }

        TrainingEvaluator<PredictionNetwork> Create(torch.Device device, int trainingsAtOnce)
        {
            asked.Add((device.type, trainingsAtOnce));
            var rows = new VectorDataset([0, 1], 1, new ValueTargets([0, 1]));
            return new NetworkEvaluator(rows, rows, (_, _) => throw new NotSupportedException(), new NetworkEvaluatorOptions { TrainingsAtOnce = trainingsAtOnce });
        }
    }
}
