using System.ComponentModel.DataAnnotations;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>Searches whose architectures are ranked with shared weights, of images and of language models.</summary>
[TestClass]
public sealed class WeightSharingTests : IDisposable
{
    private const string Images = "images";
    private const string Texts = "texts";

    private readonly MLContext _context = new(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Journal => Path.Combine(_folder.FullName, "search.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    [DataRow(Images)]
    [DataRow(Texts)]
    public void TrialsTrainTheBestOfTheRanking(string kind)
    {
        var phases = new List<NeuralArchitecturePhase>();

        using NeuralArchitectureTransformer model = Fit(kind, progress: report => phases.Add(report.Phase));

        Assert.HasCount(6, model.ScoredArchitectures);
        double[] scores = [.. model.ScoredArchitectures.Select(scored => scored.Score)];
        CollectionAssert.AreEqual(kind == Images ? scores.OrderDescending().ToArray() : [.. scores.Order()], scores);
        CollectionAssert.AreEqual(
            model.ScoredArchitectures.Take(2).Select(scored => scored.Architecture).ToArray(), model.Trials.Select(trial => trial.Architecture).ToArray());
        Assert.AreEqual(
            kind == Images ? model.Trials.MaxBy(trial => trial.Metric)!.Architecture : model.Trials.MinBy(trial => trial.Metric)!.Architecture, model.Architecture);
        CollectionAssert.AreEqual(
            new[] { NeuralArchitecturePhase.WeightSharing, NeuralArchitecturePhase.Search, NeuralArchitecturePhase.Training }, phases.Distinct().ToArray());
    }

    [TestMethod]
    public void LanguageModelsAreScoredByPerplexityAsTrialsAre()
    {
        var reports = new List<NeuralArchitectureProgress>();

        using NeuralArchitectureTransformer model = Fit(Texts, progress: reports.Add);

        // Of a vocabulary of 20 words, by networks of one size and hardly trained; the logarithms are less than 3.
        double[] reported =
            [.. reports.Where(report => report.Phase == NeuralArchitecturePhase.WeightSharing).Select(report => report.BestMetric).Where(double.IsFinite)];
        Assert.IsNotEmpty(reported);
        foreach (double perplexity in model.ScoredArchitectures.Select(scored => scored.Score).Concat(model.Trials.Select(trial => trial.Metric)).Concat(reported))
        {
            Assert.IsInRange(3, 20, perplexity);
        }
    }

    [TestMethod]
    [DataRow(Images)]
    [DataRow(Texts)]
    public void WhatWasCancelledGoesOnAndComesToTheSame(string kind)
    {
        using NeuralArchitectureTransformer expected = Fit(kind);
        int reports = 0;
        using (var source = new CancellationTokenSource())
        {
            Assert.Throws<OperationCanceledException>(() => Fit(kind, Journal, cancellationToken: source.Token, progress: _ =>
            {
                // In the second of four epochs.
                if (++reports == 5)
                {
                    source.Cancel();
                }
            }));
        }

        using NeuralArchitectureTransformer model = Fit(kind, Journal);

        CollectionAssert.AreEqual(expected.ScoredArchitectures, model.ScoredArchitectures);
        CollectionAssert.AreEqual(expected.Trials.Select(trial => trial.Metric).ToArray(), model.Trials.Select(trial => trial.Metric).ToArray());
        Assert.AreEqual(2, Study.Read(Journal).Trials.Count);
        Assert.ThrowsExactly<JournalException>(() => Fit(kind, Journal, sharing: CreateSharing(epochs: 3)));
        Assert.ThrowsExactly<JournalException>(() => Fit(kind, Journal, isShared: false));
    }

    [TestMethod]
    public void OneArchitectureAtLeastIsTrainedFromScratch()
    {
        WeightSharingOptions none = CreateSharing();
        none.Retrained = 0;
        var tooMany = new WeightSharingOptions { GeneratedPerRound = 300 };

        foreach (Action create in (Action[])
        [
            () => _context.Auto().NeuralArchitecture(new NeuralArchitectureOptions { WeightSharing = none }),
            () => _context.Auto().NeuralLanguageModel(new NeuralLanguageModelOptions { WeightSharing = none }),
        ])
        {
            StringAssert.Contains(Assert.ThrowsExactly<ValidationException>(create).Message, "WeightSharing.Retrained is 0");
        }

        Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralArchitecture(new NeuralArchitectureOptions { WeightSharing = tooMany }));
    }

    [TestMethod]
    public void TheSharedNetworkIsTrainedAsItsOptionsSayAndAJournalKnowsHow()
    {
        using NeuralArchitectureTransformer slow = Fit(Images, Journal);
        using NeuralArchitectureTransformer fast = Fit(Images, learningRate: 0.1);

        CollectionAssert.AreNotEqual(Describe(slow), Describe(fast));
        Assert.ThrowsExactly<JournalException>(() => Fit(Images, Journal, learningRate: 0.1));

        static string[] Describe(NeuralArchitectureTransformer model) => [.. model.ScoredArchitectures.Select(scored => scored.ToString())];
    }

    private static WeightSharingOptions CreateSharing(int epochs = 2) => new()
    {
        PoolSize = 6,
        Rounds = 2,
        EpochsPerRound = epochs,
        GeneratedPerRound = 2,
        RandomPerRound = 1,
        Retrained = 2,
        Controller = new NaoOptions { MaxEpochsOfFirstRound = 5, MaxEpochsPerRound = 5, CandidatesPerRound = 10 },
    };

    private NeuralArchitectureTransformer Fit(
        string kind,
        string? journal = null,
        Action<NeuralArchitectureProgress>? progress = null,
        WeightSharingOptions? sharing = null,
        bool isShared = true,
        double? learningRate = null,
        CancellationToken cancellationToken = default)
    {
        var recorder = new Recorder(progress ?? (_ => { }));
        sharing = isShared ? sharing ?? CreateSharing() : null;
        if (kind == Texts)
        {
            NeuralLanguageModelOptions texts = Sentences.SmallLanguageModelSearch(trials: 3);
            texts.FinalTraining!.Epochs = 1;
            (texts.WeightSharing, texts.JournalPath, texts.CancellationToken, texts.Progress) = (sharing, journal, cancellationToken, recorder);
            return _context.Auto().NeuralLanguageModel(texts).Fit(_context.Data.LoadFromEnumerable(Sentences.Draw(100, 1)));
        }

        NeuralArchitectureOptions images = Shapes.SmallSearch();
        (images.Seed, images.Images.FinalTraining.Epochs) = (2, 1);
        images.Images.SupernetTraining.LearningRate = learningRate ?? images.Images.SupernetTraining.LearningRate;
        (images.WeightSharing, images.JournalPath, images.CancellationToken, images.Progress) = (sharing, journal, cancellationToken, recorder);
        IDataView data = Shapes.View(_context, Shapes.Draw(90, 1));
        return _context.Auto().NeuralArchitecture(images).Fit(_context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data));
    }
}
