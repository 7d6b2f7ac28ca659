using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace Microsoft.ML.NAO.Tests.Fitting;

/// <summary>Each device has as many workers as the options say, each with an evaluator of its own.</summary>
[TestClass]
public sealed class SearchWorkersTests
{
    private readonly MLContext _context = new(1) { FallbackToCpu = true };
    private readonly List<string> _warnings = [];
    private readonly List<torch.Device> _devices = [];

    public SearchWorkersTests() => _context.Log += (_, entry) => _warnings.AddRange(entry.Kind == ChannelMessageKind.Warning ? [entry.Message] : []);

    [TestMethod]
    public void EveryGpuThatIsNamedHasItsWorkersAndAMissingOneIsReplacedByTheCpu()
    {
        using SearchWorkers<PredictionNetwork> workers = Create(new NeuralArchitectureOptions { GpuDeviceIds = [97, 98], Workers = 3 });

        AssertOnTheCpu(workers, count: 6);
        foreach (int index in new[] { 97, 98 })
        {
            Assert.ContainsSingle(message => message.Contains($"NeuralArchitectureOptions.GpuDeviceIds is {index}", StringComparison.Ordinal), _warnings);
        }
    }

    [TestMethod]
    public void TheDeviceOfTheContextHasThemWhereNoneIsNamed()
    {
        using SearchWorkers<PredictionNetwork> workers = Create(new NeuralArchitectureOptions { Workers = 2 });

        AssertOnTheCpu(workers, count: 2);
        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    public void AMissingGpuIsNamedWhereTheCpuMayNotReplaceIt()
    {
        _context.FallbackToCpu = false;

        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => Create(new NeuralArchitectureOptions { GpuDeviceIds = [98], Workers = 2 })).Message,
            "NeuralArchitectureOptions.GpuDeviceIds is 98");
        Assert.IsEmpty(_devices);
    }

    private void AssertOnTheCpu(SearchWorkers<PredictionNetwork> workers, int count)
    {
        Assert.HasCount(count, _devices);
        Assert.IsTrue(_devices.All(device => device.type == DeviceType.CPU));
        Assert.AreEqual(count, workers.GetEvaluators(file: null).Distinct().Count());
    }

    private SearchWorkers<PredictionNetwork> Create(NeuralArchitectureOptions options) => new(ExperimentHost.Resolve(_context.Auto()), options, device =>
    {
        _devices.Add(device);
        var rows = new VectorDataset([0, 1, 2, 3], 1, new ValueTargets([0, 1, 2, 3]));
        var space = new FeedForwardSpace();
        return new NetworkEvaluator(
            rows, rows, (architecture, seed) => new FeedForwardNetwork(space.Decode(architecture), 1, 1, new FeedForwardNetworkOptions(), seed, device));
    });
}
