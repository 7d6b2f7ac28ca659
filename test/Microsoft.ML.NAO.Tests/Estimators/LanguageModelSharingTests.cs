using System.ComponentModel.DataAnnotations;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>A search whose recurrent cells are ranked with shared weights.</summary>
[TestClass]
public sealed class LanguageModelSharingTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Journal => Path.Combine(_folder.FullName, "search.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void TrialsTrainTheBestOfTheRankingByPerplexity()
    {
        var reports = new List<NeuralArchitectureProgress>();
        NeuralLanguageModelOptions options = Search();
        options.Progress = new Recorder(reports.Add);

        using NeuralArchitectureTransformer model = Fit(options);

        Assert.HasCount(6, model.ScoredArchitectures);
        double[] scores = [.. model.ScoredArchitectures.Select(scored => scored.Score)];
        CollectionAssert.AreEqual(scores.Order().ToArray(), scores);
        CollectionAssert.AreEqual(
            model.ScoredArchitectures.Take(2).Select(scored => scored.Architecture).ToArray(), model.Trials.Select(trial => trial.Architecture).ToArray());
        Assert.AreEqual(model.Trials.MinBy(trial => trial.Metric)!.Architecture, model.Architecture);
        CollectionAssert.AreEqual(
            new[] { NeuralArchitecturePhase.WeightSharing, NeuralArchitecturePhase.Search, NeuralArchitecturePhase.Training },
            reports.Select(report => report.Phase).Distinct().ToArray());

        // Both are perplexities of the same rows by networks of the same size: far below the 20 words of the vocabulary, and alike.
        Assert.IsTrue(scores.Concat(model.Trials.Select(trial => trial.Metric)).All(perplexity => perplexity is > 2 and < 20));
        Assert.IsTrue(reports.Where(report => report.Phase == NeuralArchitecturePhase.WeightSharing && !double.IsNaN(report.BestMetric))
            .All(report => report.BestMetric is > 2 and < 20));
    }

    [TestMethod]
    public void WhatWasCancelledGoesOnAndComesToTheSame()
    {
        using NeuralArchitectureTransformer expected = Fit(Search());
        using (var source = new CancellationTokenSource())
        {
            NeuralLanguageModelOptions options = Search();
            (options.JournalPath, options.CancellationToken) = (Journal, source.Token);
            int reports = 0;
            options.Progress = new Recorder(_ =>
            {
                if (++reports == 5)
                {
                    source.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => Fit(options));
        }

        NeuralLanguageModelOptions again = Search();
        again.JournalPath = Journal;
        using NeuralArchitectureTransformer model = Fit(again);

        CollectionAssert.AreEqual(expected.ScoredArchitectures, model.ScoredArchitectures);
        CollectionAssert.AreEqual(expected.Trials.Select(trial => trial.Metric).ToArray(), model.Trials.Select(trial => trial.Metric).ToArray());
        Assert.AreEqual(2, Study.Read(Journal).Trials.Count);
        again.WeightSharing!.EpochsPerRound++;
        Assert.ThrowsExactly<JournalException>(() => Fit(again));
        again.WeightSharing = null;
        Assert.ThrowsExactly<JournalException>(() => Fit(again));
    }

    [TestMethod]
    public void OneArchitectureAtLeastIsTrainedFromScratch()
    {
        NeuralLanguageModelOptions options = Search();
        options.WeightSharing!.Retrained = 0;

        StringAssert.Contains(Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralLanguageModel(options)).Message, "WeightSharing.Retrained is 0");
    }

    private static NeuralLanguageModelOptions Search()
    {
        NeuralLanguageModelOptions options = Sentences.SmallLanguageModelSearch(trials: 3);
        options.FinalTraining!.Epochs = 1;
        options.WeightSharing = new WeightSharingOptions
        {
            PoolSize = 6,
            Rounds = 2,
            EpochsPerRound = 2,
            GeneratedPerRound = 2,
            RandomPerRound = 1,
            Retrained = 2,
            Controller = new NaoOptions { MaxEpochsOfFirstRound = 5, MaxEpochsPerRound = 5, CandidatesPerRound = 10 },
        };
        return options;
    }

    private NeuralArchitectureTransformer Fit(NeuralLanguageModelOptions options) =>
        _context.Auto().NeuralLanguageModel(options).Fit(_context.Data.LoadFromEnumerable(Sentences.Draw(100, 1)));

    private sealed class Recorder(Action<NeuralArchitectureProgress> then) : IProgress<NeuralArchitectureProgress>
    {
        public void Report(NeuralArchitectureProgress value) => then(value);
    }
}
