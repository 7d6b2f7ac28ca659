using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.Tuning;

namespace Microsoft.ML.NAO.Tests.Tuning;

[TestClass]
public sealed class NaoTunerTests
{
    [TestMethod]
    public void SearchesInsideAnAutoMLExperiment()
    {
        var context = new MLContext(1);
        var space = new ConvolutionalCellSpace();
        var runner = new PipelineRunner(Shapes.View(context, Shapes.Draw(120, 1)), Shapes.View(context, Shapes.Draw(60, 2)));
        var experiment = context.Auto().CreateExperiment()
            .SetTuner(new NaoTuner(space, TunerRuns.CreateSmallNao(), seed: 1))
            .SetTrialRunner(services => runner.With((MLContext)services.GetService(typeof(MLContext))!))
            .SetMaxModelToExplore(4);

        TrialResult best = experiment.Run();

        Assert.HasCount(4, runner.Architectures);
        Assert.AreEqual(4, runner.Architectures.Distinct().Count());
        Assert.AreEqual(runner.Losses.Min(), best.Loss);
        Assert.IsTrue(space.IsLegal(space.Parse(best.TrialSettings.Parameter["architecture"].AsType<string>()), out _));
        Assert.IsNotNull(best.Model);
    }

    [TestMethod]
    public void LearnsFromLossesAndPassesOverFailedAndForeignTrials()
    {
        var space = new ConvolutionalCellSpace();
        var tuner = new NaoTuner(space, TunerRuns.CreateSmallNao(), seed: 1);
        var proposed = new HashSet<string>();
        for (int trial = 0; trial < 8; trial++)
        {
            var settings = new TrialSettings { TrialId = trial };
            settings.Parameter = tuner.Propose(settings);
            string text = settings.Parameter["architecture"].AsType<string>();
            Assert.IsTrue(proposed.Add(text), "An architecture was proposed twice.");
            tuner.Update(new TrialResult { TrialSettings = settings, Loss = trial == 1 ? double.MaxValue : 1.0 / (1 + trial) });
            tuner.Update(new TrialResult { TrialSettings = new TrialSettings { TrialId = 1000 }, Loss = 0 });
        }

        Assert.HasCount(8, proposed);
    }

    [TestMethod]
    public void GoesOnFromEarlierResults()
    {
        var space = new EdgeCellSpace("edges", nodeCount: 3, ["identity", "conv"]);
        var earlier = TunerRuns.Search(new NaoTuner(space, TunerRuns.CreateSmallNao(), seed: 1), count: 5, loss: trial => trial % 3);

        var later = TunerRuns.Search(new NaoTuner(space, TunerRuns.CreateSmallNao(), seed: 1, trialResults: earlier), count: 3, loss: trial => trial % 3);

        Assert.HasCount(8, earlier.Concat(later).Select(result => Architecture(result)).Distinct().ToList(), "The space has eight architectures.");
    }

    [TestMethod]
    public void PassesOverEarlierResultsWithoutAnArchitectureAndRefusesThoseOfAnotherSpace()
    {
        var results = TunerRuns.Search(new NaoTuner(new ConvolutionalCellSpace(), TunerRuns.CreateSmallNao(), seed: 1), count: 1, loss: trial => trial % 3);

        var other = new NaoTuner(new RecurrentCellSpace(), TunerRuns.CreateSmallNao(), parameterName: "cell", trialResults: results);
        var exception = Assert.ThrowsExactly<ArgumentException>(() => new NaoTuner(new RecurrentCellSpace(), TunerRuns.CreateSmallNao(), trialResults: results));

        Assert.IsNotNull(other.Propose(new TrialSettings()));
        StringAssert.Contains(exception.Message, "The earlier trial 0 is of another space");
    }

    private static string Architecture(TrialResult result) => result.TrialSettings.Parameter["architecture"].AsType<string>();

    /// <summary>Trains each architecture as a stage of a pipeline.</summary>
    private sealed class PipelineRunner(IDataView train, IDataView validation)
    {
        public List<string> Architectures { get; } = [];

        public List<double> Losses { get; } = [];

        public ITrialRunner With(MLContext context) => new Run(this, context);

        private sealed class Run(PipelineRunner parent, MLContext context) : ITrialRunner
        {
            public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
            {
                string architecture = settings.Parameter["architecture"].AsType<string>();
                var pipeline = context.Transforms.Conversion.MapValueToKey("Label")
                    .Append(context.Auto().NeuralNetwork(architecture, new NeuralNetworkOptions
                    {
                        Images = new ImageNetworkOptions { FinalNetwork = Shapes.SmallNetwork(), FinalTraining = Shapes.SmallTraining() },
                        CancellationToken = ct,
                    }));
                var model = pipeline.Fit(parent._train);
                double accuracy = context.MulticlassClassification.Evaluate(model.Transform(parent._validation)).MicroAccuracy;
                parent.Architectures.Add(architecture);
                parent.Losses.Add(1 - accuracy);
                return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = 1 - accuracy, Metric = accuracy, Model = model });
            }

            public void Dispose()
            {
            }
        }

        private readonly IDataView _train = train;
        private readonly IDataView _validation = validation;
    }
}
