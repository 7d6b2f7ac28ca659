using System.Globalization;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Tests.Fitting;

/// <summary>The log of the user's context has a line for each trial.</summary>
[TestClass]
public sealed class TrialLogTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _messages = [];

    public TrialLogTests() => _context.Log += (_, entry) => _messages.Add(entry.Message);

    [TestMethod]
    public void ATrialOfALanguageModelHasItsMetricTheBestAndItsArchitecture()
    {
        using NeuralArchitectureTransformer model = _context.Auto().NeuralLanguageModel(Sentences.SmallLanguageModelSearch(trials: 3))
            .Fit(_context.Data.LoadFromEnumerable(Sentences.Draw(60, 1)));

        Assert.HasCount(3, model.Trials);
        foreach (Trial trial in model.Trials)
        {
            string line = _messages.Single(message => message.Contains($"Trial {trial.Number} has ", StringComparison.Ordinal));
            double best = model.Trials.Take(trial.Number + 1).Min(earlier => earlier.Metric);
            StringAssert.Contains(line, $"Trial {trial.Number} has {Print(trial.Metric)} after");
            StringAssert.Contains(line, $"the best so far is {Print(best)}");
            StringAssert.EndsWith(line, model.Space.Format(trial.Architecture));
        }
    }

    [TestMethod]
    public void AFailureHasItsCause()
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch(trials: 2);
        options.Images.SearchTraining = new TrainingOptions { Epochs = 30, BatchSize = 32, LearningRate = 100, WeightDecay = 1, GradientClip = 0 };
        IDataView data = Shapes.View(_context, Shapes.Draw(90, 1));

        Assert.ThrowsExactly<StudyFailedException>(
            () => _context.Transforms.Conversion.MapValueToKey("Label").Append(_context.Auto().NeuralArchitecture(options)).Fit(data));

        foreach (int number in new[] { 0, 1 })
        {
            string line = _messages.Single(message => message.Contains($"Trial {number} failed after", StringComparison.Ordinal));
            StringAssert.Contains(line, "TrainingDivergedException: Training diverged at epoch ");
            StringAssert.Contains(line, "Its architecture: normal:");
        }
    }

    private static string Print(double metric) => metric.ToString("g4", CultureInfo.InvariantCulture);
}
