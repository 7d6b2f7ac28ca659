using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.Tuning;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.NAO.Tests.Tuning;

/// <summary>An architecture is one option of a pipeline, beside those of other estimators, in an experiment with AutoML's own runner.</summary>
[TestClass]
public sealed class PipelineTuningTests
{
    private static readonly FeedForwardSpace Space = new(blockCount: 2);

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void TheTunerSearchesAPipeline()
    {
        var recorder = new Recorder();

        TrialResult best = CreateExperiment(CreateScaling().Append(CreateNetwork()), recorder).SetTuner<NaoTuner>().SetMaxModelToExplore(6).Run();

        Parameter[] trials = [.. recorder.Results.Select(result => result.TrialSettings.Parameter["_pipeline_"])];
        Assert.HasCount(6, trials);
        Assert.AreEqual(6, trials.Select(trial => trial["e1"]["architecture"].AsType<string>()).Distinct().Count());
        Assert.AreEqual(0.003, trials[0]["e1"]["learningRate"].AsType<double>(), 1e-6, "The first trial has the defaults.");
        Assert.IsGreaterThan(3, trials.Select(trial => trial["e1"]["learningRate"].AsType<double>()).Distinct().Count());
        Assert.IsTrue(trials.All(trial => trial["e0"].ContainsKey("fixZero")));
        Assert.AreEqual(recorder.Results.Max(result => result.Metric), best.Metric);
        Assert.IsGreaterThan(0.6, _context.BinaryClassification.Evaluate(best.Model.Transform(View(2)), "IsInner").Accuracy);
    }

    [TestMethod]
    public void APipelineThatChoosesAmongEstimatorsHasAnArchitectureWhereItUsesOne()
    {
        var linear = new SweepableEstimator(
            (context, _) => context.BinaryClassification.Trainers.LbfgsLogisticRegression("IsInner"),
            new SearchSpace.SearchSpace { ["unused"] = new UniformDoubleOption(0, 1) });
        var recorder = new Recorder();

        TrialResult best = CreateExperiment(CreateScaling().Append(linear, CreateNetwork()), recorder)
            .SetTuner(services => new NaoTuner(Settings(services), TunerRuns.CreateSmallNao())).SetMaxModelToExplore(12).Run();

        Parameter[] trials = [.. recorder.Results.Select(result => result.TrialSettings.Parameter["_pipeline_"])];
        Parameter[] networks = [.. trials.Where(trial => trial["_SCHEMA_"].AsType<string>().Contains("e2", StringComparison.Ordinal))];
        Assert.IsGreaterThan(0, networks.Length);
        Assert.IsLessThan(trials.Length, networks.Length);
        Assert.AreEqual(networks.Length, networks.Select(trial => trial["e2"]["architecture"].AsType<string>()).Distinct().Count());
        Assert.AreEqual(recorder.Results.Max(result => result.Metric), best.Metric);
    }

    [TestMethod]
    public void GoesOnFromEarlierResults()
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings
        {
            Seed = 1,
            SearchSpace = new SearchSpace.SearchSpace
            {
                ["cell"] = new ArchitectureOption(new EdgeCellSpace("edges", nodeCount: 3, ["identity", "conv"])),
                ["rate"] = new UniformDoubleOption(0, 1),
            },
        };
        var earlier = TunerRuns.Search(new NaoTuner(settings, TunerRuns.CreateSmallNao()), count: 5, loss: trial => (trial + 2) % 5);
        double bestRate = earlier.MinBy(result => result.Loss)!.TrialSettings.Parameter["rate"].AsType<double>();

        var later = TunerRuns.Search(new NaoTuner(settings, TunerRuns.CreateSmallNao(), earlier), count: 3, loss: trial => (trial + 2) % 5);

        Assert.HasCount(8, earlier.Concat(later).Select(result => result.TrialSettings.Parameter["cell"].AsType<string>()).Distinct().ToList(), "The space has eight architectures.");
        Assert.AreEqual(bestRate, later[0].TrialSettings.Parameter["rate"].AsType<double>(), 0.2, "It goes on near the best rate.");
    }

    [TestMethod]
    public void RefusesASearchSpaceWithoutOneArchitectureAndResultsOfAnother()
    {
        var none = new AutoMLExperiment.AutoMLExperimentSettings { SearchSpace = new SearchSpace.SearchSpace { ["rate"] = new UniformDoubleOption(0, 1) } };
        var one = Settings("cell", new ArchitectureOption(Space));
        var two = new AutoMLExperiment.AutoMLExperimentSettings
        {
            SearchSpace = new SearchSpace.SearchSpace
            {
                ["first"] = new ArchitectureOption(Space),
                ["nested"] = new SearchSpace.SearchSpace { ["second"] = new ArchitectureOption(Space) },
            },
        };
        var earlier = TunerRuns.Search(new NaoTuner(Settings("cell", new ArchitectureOption(new RecurrentCellSpace()))), count: 1, loss: trial => (trial + 2) % 5);

        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new NaoTuner(none)).Message, "has no architecture: put an ArchitectureOption");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new NaoTuner(two)).Message, "has 2 architectures (first, nested.second)");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => new NaoTuner(one, trialResults: earlier)).Message, "The earlier trial 0 is of another space");
        Assert.IsNotNull(new NaoTuner(Settings("other", new ArchitectureOption(Space)), trialResults: earlier), "A result without the parameter is passed over.");
    }

    private static AutoMLExperiment.AutoMLExperimentSettings Settings(string name, OptionBase option) =>
        new() { SearchSpace = new SearchSpace.SearchSpace { [name] = option } };

    private static AutoMLExperiment.AutoMLExperimentSettings Settings(IServiceProvider services) =>
        (AutoMLExperiment.AutoMLExperimentSettings)services.GetService(typeof(AutoMLExperiment.AutoMLExperimentSettings))!;

    private static SweepableEstimator CreateScaling() => new(
        (context, parameter) => context.Transforms.NormalizeMinMax("Features", fixZero: parameter["fixZero"].AsType<bool>()),
        new SearchSpace.SearchSpace { ["fixZero"] = new ChoiceOption(true, false) });

    private static SweepableEstimator CreateNetwork() => new(
        (context, parameter) =>
        {
            TrainingOptions training = TabularNetworkOptions.CreateTraining(rows: 200, steps: 60);
            training.LearningRate = parameter["learningRate"].AsType<double>();
            return context.Auto().NeuralNetwork(parameter["architecture"].AsType<string>(), new NeuralNetworkOptions
            {
                LabelColumnName = "IsInner",
                Tabular = new TabularNetworkOptions { Space = Space, FinalTraining = training },
            });
        },
        new SearchSpace.SearchSpace
        {
            ["architecture"] = new ArchitectureOption(Space),
            ["learningRate"] = new UniformDoubleOption(0.0003, 0.03, logBase: true, defaultValue: 0.003),
        });

    private AutoMLExperiment CreateExperiment(SweepablePipeline pipeline, IMonitor monitor) => _context.Auto().CreateExperiment()
        .SetPipeline(pipeline)
        .SetDataset(View(1), View(3))
        .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "IsInner")
        .SetMonitor(monitor);

    private IDataView View(int seed) => _context.Data.LoadFromEnumerable(Tables.Rings(200, seed));

    private sealed class Recorder : IMonitor
    {
        public List<TrialResult> Results { get; } = [];

        public void ReportRunningTrial(TrialSettings settings)
        {
        }

        public void ReportCompletedTrial(TrialResult result) => Results.Add(result);

        public void ReportBestTrial(TrialResult result)
        {
        }

        public void ReportFailTrial(TrialSettings settings, Exception? exception = null) =>
            Assert.Fail($"Trial {settings.TrialId} failed: {exception}");
    }
}
