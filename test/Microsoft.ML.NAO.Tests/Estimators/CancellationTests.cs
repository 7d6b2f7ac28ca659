using System.Diagnostics;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>A search that is cancelled ends soon and returns the best network of all its runs.</summary>
[TestClass]
public sealed class CancellationTests : IDisposable
{
    // Far more than a batch takes on a busy machine, and far less than the trainings here would.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MLContext _context = new(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nao-test-");
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Stopwatch _sinceCancellation = new();

    private string Journal => Path.Combine(_folder.FullName, "search.jsonl");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _cancellation.Dispose();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void TheFinalTrainingEndsSoonAndTheBestTrialIsReturned(bool languageModel)
    {
        using NeuralArchitectureTransformer model = Fit(languageModel, trials: 2, finalEpochs: 100_000, progress => progress.Phase == NeuralArchitecturePhase.Training);

        AssertCancelled(model);
        Assert.HasCount(2, model.Trials);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ATrialEndsSoon(bool languageModel)
    {
        Assert.Throws<OperationCanceledException>(() => Fit(languageModel, trials: 2, finalEpochs: 1, progress => progress.Fraction > 0, searchEpochs: 100_000));

        Assert.IsTrue(_sinceCancellation.IsRunning);
        Assert.IsLessThan(Patience, _sinceCancellation.Elapsed);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ALaterRunThatIsCancelledAtOnceReturnsTheBestOfTheEarlierOne(bool languageModel)
    {
        float[] first;
        double metric;
        using (NeuralArchitectureTransformer earlier = Fit(languageModel, trials: 3, finalEpochs: 1, progress => progress.FinishedTrials == 2))
        {
            AssertCancelled(earlier);
            (first, metric) = (Score(earlier, languageModel), earlier.ValidationMetric);
        }

        using var already = new CancellationTokenSource();
        using NeuralArchitectureTransformer later = Fit(languageModel, trials: 3, finalEpochs: 1, _ => false, token: already.Token, begun: already.Cancel);

        Assert.IsTrue(later.Cancelled);
        Assert.AreEqual(metric, later.ValidationMetric);
        CollectionAssert.AreEqual(first, Score(later, languageModel));
    }

    [TestMethod]
    public void ADamagedFileOfTheBestNetworkIsAsNone()
    {
        using (Fit(languageModel: false, trials: 3, finalEpochs: 1, progress => progress.FinishedTrials == 2))
        {
        }

        File.WriteAllBytes(Journal + ".best", [.. File.ReadAllBytes(Journal + ".best").Select((value, i) => (byte)(i == 100 ? value + 1 : value))]);
        using var already = new CancellationTokenSource();

        var error = Assert.ThrowsExactly<OperationCanceledException>(
            () => Fit(languageModel: false, trials: 3, finalEpochs: 1, _ => false, token: already.Token, begun: already.Cancel));

        StringAssert.Contains(error.Message, "missing or damaged");
    }

    private static float[] Score(NeuralArchitectureTransformer model, bool languageModel)
    {
        IDataView scored = model.Transform(View(new MLContext(1), languageModel));
        return languageModel ? [.. scored.GetColumn<float>("Perplexity")] : [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)];
    }

    private static IDataView View(MLContext context, bool languageModel)
    {
        if (languageModel)
        {
            return context.Data.LoadFromEnumerable(Sentences.Draw(100, 1));
        }

        IDataView rows = Shapes.View(context, Shapes.Draw(90, 1));
        return context.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    private void AssertCancelled(NeuralArchitectureTransformer model)
    {
        Assert.IsTrue(model.Cancelled);
        Assert.IsLessThan(Patience, _sinceCancellation.Elapsed);
        Assert.AreEqual(model.Trials.Single(trial => trial.Architecture.Equals(model.Architecture)).Metric, model.ValidationMetric);
    }

    private NeuralArchitectureTransformer Fit(
        bool languageModel,
        int trials,
        int finalEpochs,
        Func<NeuralArchitectureProgress, bool> isTime,
        int? searchEpochs = null,
        CancellationToken? token = null,
        Action? begun = null)
    {
        NeuralArchitectureOptions images = Shapes.SmallSearch(trials);
        NeuralLanguageModelOptions texts = Sentences.SmallLanguageModelSearch(trials);
        images.Seed = 3;
        images.Images.FinalTraining.Epochs = finalEpochs;
        texts.FinalTraining!.Epochs = finalEpochs;
        if (searchEpochs is { } epochs)
        {
            (images.Images.SearchTraining.Epochs, texts.SearchTraining!.Epochs) = (epochs, epochs);
        }

        var recorder = new Recorder(progress =>
        {
            begun?.Invoke();
            if (isTime(progress) && !_cancellation.IsCancellationRequested)
            {
                _sinceCancellation.Start();
                _cancellation.Cancel();
            }
        });
        (images.JournalPath, images.Progress, images.CancellationToken) = (Journal, recorder, token ?? _cancellation.Token);
        (texts.JournalPath, texts.Progress, texts.CancellationToken) = (Journal, recorder, token ?? _cancellation.Token);
        IDataView data = View(_context, languageModel);
        NeuralArchitectureTransformer model = languageModel ? _context.Auto().NeuralLanguageModel(texts).Fit(data) : _context.Auto().NeuralArchitecture(images).Fit(data);
        _sinceCancellation.Stop();
        return model;
    }
}
