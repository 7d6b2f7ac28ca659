using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Tuning;

namespace Microsoft.ML.NAO.Tests.Tuning;

[TestClass]
public sealed class NaoTunerTests
{
    [TestMethod]
    public void ProposesNothingTwiceAndPassesOverFailedAndForeignTrials()
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
    public void LearnsFromLosses()
    {
        // A loss that each of six edges adds to on its own, from 0 to 24: random architectures have 12 on average.
        var space = new EdgeCellSpace("edges", nodeCount: 4, ["a", "b", "c", "d", "e"]);
        const int Learned = 20;
        const int Judged = 10;
        double[] means = [.. Enumerable.Range(1, 3).Select(seed =>
            TunerRuns.SearchLandscape(new NaoTuner(space, seed: seed), space, Learned + Judged, Loss).Skip(Learned).Average())];
        double[] random = [.. Enumerable.Range(1, 3).Select(seed =>
            TunerRuns.SearchLandscape(new NaoTuner(space, new RandomSearchOptions(), seed: seed), space, Learned + Judged, Loss).Skip(Learned).Average())];

        Assert.IsLessThan(random.Average() - 4, means.Average(), $"{string.Join(' ', means)} and {string.Join(' ', random)}");

        double Loss(Architecture architecture) => architecture.Tokens.Sum(token => token - 1);
    }

    [TestMethod]
    public void AnExperimentBeyondTheLastArchitectureKeepsItsBest()
    {
        var space = new EdgeCellSpace("edges", nodeCount: 3, ["identity", "conv"]);
        using var runner = new TableRunner(text => space.Parse(text).Tokens.Sum());

        TrialResult best = new MLContext(1).Auto().CreateExperiment()
            .SetTuner(new NaoTuner(space, TunerRuns.CreateSmallNao(), seed: 1))
            .SetTrialRunner(_ => runner)
            .SetMaxModelToExplore(12)
            .Run();

        Assert.HasCount(12, runner.Architectures);
        Assert.AreEqual(8, runner.Architectures.Distinct().Count(), "The space has eight architectures.");
        Assert.AreEqual(runner.Architectures.Take(8).Min(text => space.Parse(text).Tokens.Sum()), best.Loss);
        Assert.IsTrue(runner.Architectures.Skip(8).All(text => text == Architecture(best)));
    }

    [TestMethod]
    public void WithoutAnyLossItIsSaidThatNothingIsLeft()
    {
        var tuner = new NaoTuner(new EdgeCellSpace("edges", nodeCount: 3, ["identity", "conv"]), new RandomSearchOptions());
        TunerRuns.Search(tuner, count: 8, loss: _ => double.MaxValue);

        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => tuner.Propose(new TrialSettings())).Message, "no trial has come to a loss");
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

    /// <summary>A user's own runner, which looks losses up.</summary>
    private sealed class TableRunner(Func<string, double> loss) : ITrialRunner
    {
        public List<string> Architectures { get; } = [];

        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            string architecture = settings.Parameter["architecture"].AsType<string>();
            Architectures.Add(architecture);
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = loss(architecture), Metric = loss(architecture) });
        }

        public void Dispose()
        {
        }
    }
}
