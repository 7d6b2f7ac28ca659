using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.Tuning;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.NAO.Tests.Tuning;

/// <summary>Trials of architectures alone are trained as a stage of a pipeline.</summary>
[TestClass]
public sealed class ArchitectureTrialRunnerTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _architectures = [];
    private readonly List<double> _metrics = [];

    [TestMethod]
    public void SearchesInsideAnAutoMLExperiment()
    {
        var space = new ConvolutionalCellSpace();

        TrialResult best = _context.Auto().CreateExperiment()
            .SetTuner(new NaoTuner(space, TunerRuns.CreateSmallNao(), seed: 1))
            .SetTrialRunner(CreateRunner(accuracy => accuracy, isMaximize: true))
            .SetMaxModelToExplore(4)
            .Run();

        Assert.HasCount(4, _architectures);
        Assert.AreEqual(4, _architectures.Distinct().Count());
        Assert.AreEqual(_metrics.Max(), best.Metric);
        Assert.AreEqual(-best.Metric, best.Loss);
        Assert.IsTrue(space.IsLegal(space.Parse(best.TrialSettings.Parameter["architecture"].AsType<string>()), out _));
        Assert.IsGreaterThan(0, best.DurationInMilliseconds);
        Assert.AreEqual(best.Metric, Accuracy(best.Model.Transform(View(60, 2))));
    }

    [TestMethod]
    public void AnErrorIsItsOwnLoss()
    {
        using ArchitectureTrialRunner runner = CreateRunner(accuracy => 1 - accuracy, isMaximize: false);

        TrialResult result = runner.RunAsync(Settings("architecture"), CancellationToken.None).Result;

        Assert.AreEqual(_metrics.Single(), result.Metric);
        Assert.AreEqual(result.Metric, result.Loss);
    }

    [TestMethod]
    public void ACancelledTrialEndsInItsTraining()
    {
        using var source = new CancellationTokenSource();
        using ArchitectureTrialRunner runner = CreateRunner(accuracy => accuracy, isMaximize: true, created: source.Cancel);

        Assert.Throws<OperationCanceledException>(() => runner.RunAsync(Settings("architecture"), source.Token).GetAwaiter().GetResult());

        Assert.HasCount(1, _architectures);
        Assert.IsEmpty(_metrics);
    }

    [TestMethod]
    public void ATrialWithoutTheParameterIsRefusedByName()
    {
        using ArchitectureTrialRunner runner = CreateRunner(accuracy => accuracy, isMaximize: true);

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => runner.RunAsync(Settings("cell"), CancellationToken.None).GetAwaiter().GetResult()).Message,
            "has no parameter 'architecture'");
    }

    private static TrialSettings Settings(string name)
    {
        var space = new ConvolutionalCellSpace();
        Parameter parameter = Parameter.CreateNestedParameter();
        parameter[name] = new ArchitectureOption(space).SampleFromFeatureSpace(new double[space.Length]);
        return new TrialSettings { Parameter = parameter };
    }

    private ArchitectureTrialRunner CreateRunner(Func<double, double> toMetric, bool isMaximize, Action? created = null) => new(
        (architecture, token) =>
        {
            _architectures.Add(architecture);
            created?.Invoke();
            return _context.Transforms.Conversion.MapValueToKey("Label").Append(_context.Auto().NeuralNetwork(architecture, new NeuralNetworkOptions
            {
                Images = new ImageNetworkOptions { FinalNetwork = Shapes.SmallNetwork(), FinalTraining = Shapes.SmallTraining() },
                CancellationToken = token,
            }));
        },
        View(120, 1),
        View(60, 2),
        scored =>
        {
            _metrics.Add(toMetric(Accuracy(scored)));
            return _metrics[^1];
        },
        isMaximize);

    private IDataView View(int count, int seed) => Shapes.View(_context, Shapes.Draw(count, seed));

    private double Accuracy(IDataView scored) => _context.MulticlassClassification.Evaluate(scored).MicroAccuracy;
}
