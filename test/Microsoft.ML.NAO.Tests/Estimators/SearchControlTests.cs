using System.ComponentModel.DataAnnotations;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>What limits a search, lets it go by more than accuracy, and runs its trials side by side.</summary>
[TestClass]
public sealed class SearchControlTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void NoTriedArchitectureIsBeyondTheLimits()
    {
        using NeuralArchitectureTransformer free = Fit(Search(options => options.Objectives.Add(new MeasureObjective(NetworkMeasurer.Parameters))));
        double[] sizes = [.. free.Trials.Select(trial => trial.Measures[NetworkMeasurer.Parameters]).Order()];

        using NeuralArchitectureTransformer limited = Fit(Search(options => options.MaxParameters = (long)sizes[1]));

        Assert.IsGreaterThan(sizes[1], sizes[^1]);
        Assert.HasCount(4, limited.Trials.Where(trial => trial.State == TrialState.Completed).ToList());
        Assert.IsTrue(limited.Trials.Any(trial => trial.State == TrialState.Infeasible));
        Assert.IsTrue(limited.Trials.Where(trial => trial.State == TrialState.Completed)
            .All(trial => trial.Measures[NetworkMeasurer.Parameters] <= sizes[1]));
        Assert.IsLessThanOrEqualTo(sizes[1], limited.ParameterCount);
    }

    [TestMethod]
    public void TheFrontHasTheBestCompromises()
    {
        using NeuralArchitectureTransformer network = Fit(Search(options =>
        {
            options.Objectives.Add(new MeasureObjective(NetworkMeasurer.MultiplyAdds));
            options.Objectives.Add(new MeasureObjective(NetworkMeasurer.Latency));
        }));

        Assert.Contains(network.Trials.MinBy(trial => trial.Measures[NetworkMeasurer.MultiplyAdds]), network.ParetoFront);
        Assert.AreEqual(network.Trials.Max(trial => trial.Metric), network.ParetoFront[0].Metric);
        Assert.IsTrue(network.Trials.All(trial => trial.Measures[NetworkMeasurer.Latency] > 0));
    }

    [TestMethod]
    public void WeakTrialsAreStoppedEarly()
    {
        using NeuralArchitectureTransformer network = Fit(Search(options =>
        {
            options.MaxTrials = 8;
            options.Images.SearchTraining.Epochs = 3;
            options.Scheduler = new AshaOptions { ReductionFactor = 2 };
        }));

        Trial[] pruned = [.. network.Trials.Where(trial => trial.State == TrialState.Pruned)];
        Assert.IsNotEmpty(pruned);
        Assert.IsTrue(pruned.All(trial => trial.Epochs < 3 && trial.IntermediateValues[^1].Value == trial.Metric));
        Assert.IsTrue(network.Trials.Where(trial => trial.State == TrialState.Completed).All(trial => trial.Epochs == 3 && trial.IntermediateValues.Count == 2));
    }

    [TestMethod]
    public void TrialsRunSideBySide()
    {
        using NeuralArchitectureTransformer alone = Fit(Search(_ => { }));
        using NeuralArchitectureTransformer together = Fit(Search(options => options.Workers = 3));

        // Random search proposes the same in any order, and a trial's seed depends on its architecture alone.
        CollectionAssert.AreEqual(
            alone.Trials.Select(trial => $"{trial.Architecture} {trial.Metric:R}").ToList(), together.Trials.Select(trial => $"{trial.Architecture} {trial.Metric:R}").ToList());
        Assert.AreEqual(alone.Architecture, together.Architecture);
    }

    [TestMethod]
    public void EpochsAndTheTargetEndTheSearch()
    {
        using NeuralArchitectureTransformer epochs = Fit(Search(options => options.MaxEpochs = 2));
        using NeuralArchitectureTransformer target = Fit(Search(options => options.TargetMetric = 0));

        Assert.HasCount(2, epochs.Trials);
        Assert.HasCount(1, target.Trials);
    }

    [TestMethod]
    public void WhenNothingIsWithinTheLimitsItIsSaid()
    {
        var exception = Assert.ThrowsExactly<StudyFailedException>(() => Fit(Search(options => options.MaxLatency = TimeSpan.FromTicks(1))));

        StringAssert.Contains(exception.Message, "was within the limits");
        StringAssert.Contains(exception.Message, NetworkMeasurer.Latency);
    }

    [TestMethod]
    public void AGpuThatIsMissingIsNamed()
    {
        NeuralArchitectureOptions options = Search(options => options.GpuDeviceIds = [97]);

        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options)).Message, "NeuralArchitectureOptions.GpuDeviceIds is 97");
        _context.FallbackToCpu = true;
        using NeuralArchitectureTransformer network = Fit(options);
        Assert.HasCount(4, network.Trials);
    }

    [TestMethod]
    public void OptionsOutOfRangeAreRefused()
    {
        foreach (Action<NeuralArchitectureOptions> change in (Action<NeuralArchitectureOptions>[])
        [
            options => options.Workers = 0,
            options => options.MaxEpochs = 0,
            options => options.TargetMetric = -1,
            options => options.MaxParameters = 0,
            options => options.MaxMultiplyAdds = -1,
            options => options.MaxTrainingMemory = 0,
            options => options.MaxLatency = TimeSpan.Zero,
            options => options.GpuDeviceIds = [],
        ])
        {
            Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralArchitecture(Search(change)));
        }
    }

    private static NeuralArchitectureOptions Search(Action<NeuralArchitectureOptions> change)
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch(trials: 4);
        options.Strategy = new RandomSearchOptions();
        options.Images.FinalTraining.Epochs = 1;
        options.Seed = 5;
        change(options);
        return options;
    }

    private NeuralArchitectureTransformer Fit(NeuralArchitectureOptions options)
    {
        IDataView data = Shapes.View(_context, Shapes.Draw(90, 1));
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        return _context.Auto().NeuralArchitecture(options).Fit(keyed);
    }
}
