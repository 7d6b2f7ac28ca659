using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>What limits a search of language models, and runs its trials side by side.</summary>
[TestClass]
public sealed class LanguageModelSearchControlTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void TrialsRunSideBySide()
    {
        using NeuralArchitectureTransformer alone = Fit(Search(4));
        NeuralLanguageModelOptions options = Search(4);
        options.Workers = 3;
        using NeuralArchitectureTransformer together = Fit(options);

        // Random search proposes the same in any order, and a trial's seed depends on its architecture alone.
        CollectionAssert.AreEqual(alone.Trials.Select(Describe).ToList(), together.Trials.Select(Describe).ToList());
        Assert.AreEqual(alone.Architecture, together.Architecture);
        Assert.AreEqual(alone.ValidationMetric, together.ValidationMetric);

        static string Describe(Trial trial) => $"{trial.Architecture} {trial.Metric:R}";
    }

    [TestMethod]
    public void WeakTrialsAreStoppedEarly()
    {
        NeuralLanguageModelOptions options = Search(8);
        options.SearchTraining!.Epochs = 3;
        options.Scheduler = new AshaOptions { ReductionFactor = 2 };
        using NeuralArchitectureTransformer model = Fit(options);

        Trial[] pruned = [.. model.Trials.Where(trial => trial.State == TrialState.Pruned)];
        Trial[] completed = [.. model.Trials.Where(trial => trial.State == TrialState.Completed)];
        Assert.IsNotEmpty(pruned);
        Assert.IsTrue(pruned.All(trial => trial.Epochs < 3 && trial.IntermediateValues[^1].Value == trial.Metric));
        Assert.IsTrue(completed.All(trial => trial.Epochs == 3));
        Assert.AreEqual(completed.Min(trial => trial.Metric), model.ValidationMetric);
    }

    [TestMethod]
    public void EpochsAndTheTargetEndTheSearch()
    {
        NeuralLanguageModelOptions epochs = Search(4);
        epochs.MaxEpochs = 4;
        NeuralLanguageModelOptions target = Search(4);
        target.TargetMetric = 1000;

        using NeuralArchitectureTransformer two = Fit(epochs);
        using NeuralArchitectureTransformer one = Fit(target);

        Assert.HasCount(2, two.Trials);
        Assert.HasCount(1, one.Trials);
    }

    [TestMethod]
    public void AGpuThatIsMissingIsNamed()
    {
        NeuralLanguageModelOptions options = Search(2);
        options.GpuDeviceIds = [97];

        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options)).Message, "NeuralLanguageModelOptions.GpuDeviceIds is 97");
        _context.FallbackToCpu = true;
        using NeuralArchitectureTransformer model = Fit(options);
        Assert.HasCount(2, model.Trials);
    }

    private static NeuralLanguageModelOptions Search(int trials) => Sentences.SmallLanguageModelSearch(trials);

    private NeuralArchitectureTransformer Fit(NeuralLanguageModelOptions options) =>
        _context.Auto().NeuralLanguageModel(options).Fit(_context.Data.LoadFromEnumerable(Sentences.Draw(100, 1)));
}
