using System.ComponentModel.DataAnnotations;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>What language models may cost, and what a search of them goes by beside the perplexity.</summary>
[TestClass]
public sealed class LanguageModelLimitsTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nao-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void TheFrontHasTheBestCompromisesAndCellsDifferInLatencyAlone()
    {
        NeuralLanguageModelOptions options = Search(4);
        options.Objectives.Add(new MeasureObjective(NetworkMeasurer.Latency));
        using NeuralArchitectureTransformer model = Fit(options);

        Assert.HasCount(4, model.Trials.Where(trial => trial.State == TrialState.Completed).ToList());
        Assert.IsTrue(model.Trials.All(trial => trial.Measures[NetworkMeasurer.Latency] > 0));
        Assert.Contains(model.Trials.MinBy(trial => trial.Measures[NetworkMeasurer.Latency]), model.ParetoFront);
        Assert.AreEqual(model.Trials.Min(trial => trial.Metric), model.ParetoFront[0].Metric);
        foreach (string same in new[] { NetworkMeasurer.Parameters, NetworkMeasurer.MultiplyAdds, NetworkMeasurer.TrainingMemory })
        {
            Assert.HasCount(1, model.Trials.Select(trial => trial.Measures[same]).Distinct().ToList(), same);
        }
    }

    [TestMethod]
    public void CostsAreWhatTheOptionsSay()
    {
        NeuralLanguageModelOptions options = Search(1);
        options.MaxMultiplyAdds = long.MaxValue;
        using NeuralArchitectureTransformer model = Fit(options);

        // The words of the sentences, and the two that every vocabulary has: H = 16 hidden units, N = 2 searched nodes.
        int words = WordsOf(model);
        int cell = (4 + (2 * 2)) * 16 * 16;
        var measures = model.Trials.Single().Measures;
        Assert.AreEqual(cell + (words * 16) + words, measures[NetworkMeasurer.Parameters]);
        Assert.AreEqual(model.ParameterCount, measures[NetworkMeasurer.Parameters]);
        Assert.AreEqual(cell + (words * 16), measures[NetworkMeasurer.MultiplyAdds]);
        Assert.IsGreaterThan(4 * sizeof(float) * model.ParameterCount, measures[NetworkMeasurer.TrainingMemory]);
        Assert.IsFalse(measures.ContainsKey(NetworkMeasurer.Latency));
    }

    [TestMethod]
    public void ALimitThatIsJustKeptAllowsAllAndOneBelowItNone()
    {
        NeuralLanguageModelOptions free = Search(1);
        free.MaxParameters = long.MaxValue;
        long parameters;
        using (NeuralArchitectureTransformer model = Fit(free))
        {
            parameters = (long)model.Trials.Single().Measures[NetworkMeasurer.Parameters];
        }

        NeuralLanguageModelOptions kept = Search(3);
        kept.MaxParameters = parameters;
        NeuralLanguageModelOptions missed = Search(3);
        missed.MaxParameters = parameters - 1;

        using NeuralArchitectureTransformer all = Fit(kept);
        var none = Assert.ThrowsExactly<StudyFailedException>(() => Fit(missed));

        Assert.IsTrue(all.Trials.All(trial => trial.State == TrialState.Completed));
        StringAssert.Contains(none.Message, "was within the limits");
        StringAssert.Contains(none.Message, $"{NetworkMeasurer.Parameters} is {parameters}");
    }

    [TestMethod]
    [DataRow(NetworkMeasurer.Parameters)]
    [DataRow(NetworkMeasurer.MultiplyAdds)]
    [DataRow(NetworkMeasurer.TrainingMemory)]
    [DataRow(NetworkMeasurer.Latency)]
    public void EachLimitIsOneOfItsOwnMeasure(string measure)
    {
        NeuralLanguageModelOptions options = Search(2);
        switch (measure)
        {
            case NetworkMeasurer.Parameters:
                options.MaxParameters = 1;
                break;
            case NetworkMeasurer.MultiplyAdds:
                options.MaxMultiplyAdds = 1;
                break;
            case NetworkMeasurer.TrainingMemory:
                options.MaxTrainingMemory = 1;
                break;
            default:
                options.MaxLatency = TimeSpan.FromTicks(1);
                break;
        }

        // Two nodes make a few cells, each of which is measured, and refused once.
        var exception = Assert.ThrowsExactly<StudyFailedException>(() => Fit(options));

        StringAssert.Contains(exception.Message, "was within the limits");
        StringAssert.Contains(exception.Message, $"{measure} is ");
    }

    [TestMethod]
    public void AJournalIsOfOneFinalTrainingWhereThatIsMeasured()
    {
        NeuralLanguageModelOptions first = Search(1);
        first.MaxTrainingMemory = long.MaxValue;
        first.JournalPath = Path.Combine(_folder.FullName, "search.jsonl");
        NeuralLanguageModelOptions other = Search(2);
        other.MaxTrainingMemory = long.MaxValue;
        other.JournalPath = first.JournalPath;
        other.FinalTraining!.BatchSize *= 2;

        Fit(first).Dispose();

        Assert.ThrowsExactly<JournalException>(() => Fit(other));
    }

    [TestMethod]
    public void OptionsOutOfRangeAreRefused()
    {
        foreach (Action<NeuralLanguageModelOptions> change in (Action<NeuralLanguageModelOptions>[])
        [
            options => options.MaxParameters = 0,
            options => options.MaxMultiplyAdds = -1,
            options => options.MaxTrainingMemory = 0,
            options => options.MaxLatency = TimeSpan.Zero,
        ])
        {
            NeuralLanguageModelOptions options = Search(1);
            change(options);
            Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralLanguageModel(options));
        }
    }

    private static NeuralLanguageModelOptions Search(int trials) => Sentences.SmallLanguageModelSearch(trials);

    private static int WordsOf(NeuralArchitectureTransformer model) =>
        ((VectorDataViewType)model.GetOutputSchema(new MLContext().Data.LoadFromEnumerable(Sentences.Draw(1, 1)).Schema)["NextTokenScores"].Type).Size;

    private NeuralArchitectureTransformer Fit(NeuralLanguageModelOptions options) =>
        _context.Auto().NeuralLanguageModel(options).Fit(_context.Data.LoadFromEnumerable(Sentences.Draw(100, 1)));
}
