using System.ComponentModel.DataAnnotations;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>A search whose architectures are ranked with shared weights.</summary>
[TestClass]
public sealed class WeightSharingTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Journal => Path.Combine(_folder.FullName, "search.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void TrialsTrainTheBestOfTheRanking()
    {
        var phases = new List<NeuralArchitecturePhase>();
        NeuralArchitectureOptions options = Search();
        options.Progress = new Recorder(report => phases.Add(report.Phase));

        using NeuralArchitectureTransformer model = Fit(options);

        Assert.HasCount(6, model.ScoredArchitectures);
        double[] scores = [.. model.ScoredArchitectures.Select(scored => scored.Score)];
        CollectionAssert.AreEqual(scores.OrderDescending().ToArray(), scores);
        CollectionAssert.AreEqual(
            model.ScoredArchitectures.Take(2).Select(scored => scored.Architecture).ToArray(), model.Trials.Select(trial => trial.Architecture).ToArray());
        Assert.AreEqual(model.Trials.MaxBy(trial => trial.Metric)!.Architecture, model.Architecture);
        CollectionAssert.AreEqual(
            new[] { NeuralArchitecturePhase.WeightSharing, NeuralArchitecturePhase.Search, NeuralArchitecturePhase.Training }, phases.Distinct().ToArray());
    }

    [TestMethod]
    public void WhatWasCancelledGoesOnAndComesToTheSame()
    {
        using NeuralArchitectureTransformer expected = Fit(Search());
        int reports = 0;
        using (var source = new CancellationTokenSource())
        {
            NeuralArchitectureOptions options = Search();
            (options.JournalPath, options.CancellationToken) = (Journal, source.Token);
            options.Progress = new Recorder(_ =>
            {
                // In the second of the three epochs.
                if (++reports == 5)
                {
                    source.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => Fit(options));
        }

        NeuralArchitectureOptions again = Search();
        again.JournalPath = Journal;
        using NeuralArchitectureTransformer model = Fit(again);

        CollectionAssert.AreEqual(expected.ScoredArchitectures, model.ScoredArchitectures);
        CollectionAssert.AreEqual(expected.Trials.Select(trial => trial.Metric).ToArray(), model.Trials.Select(trial => trial.Metric).ToArray());
        Assert.AreEqual(2, Study.Read(Journal).Trials.Count);
    }

    [TestMethod]
    public void AJournalOfAnotherSharingIsRefused()
    {
        NeuralArchitectureOptions options = Search();
        options.JournalPath = Journal;
        using (Fit(options))
        {
        }

        options = Search();
        options.JournalPath = Journal;
        options.WeightSharing!.EpochsPerRound++;

        Assert.ThrowsExactly<JournalException>(() => Fit(options));
        options.WeightSharing = null;
        Assert.ThrowsExactly<JournalException>(() => Fit(options));
    }

    [TestMethod]
    public void OneArchitectureAtLeastIsTrainedFromScratch()
    {
        NeuralArchitectureOptions options = Search();
        options.WeightSharing!.Retrained = 0;

        StringAssert.Contains(Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralArchitecture(options)).Message, "WeightSharing.Retrained is 0");
        options.WeightSharing = new WeightSharingOptions { GeneratedPerRound = 300 };
        Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralArchitecture(options));
    }

    private static NeuralArchitectureOptions Search()
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch();
        options.Seed = 2;
        options.Images.FinalTraining.Epochs = 1;
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

    private NeuralArchitectureTransformer Fit(NeuralArchitectureOptions options)
    {
        IDataView data = Shapes.View(_context, Shapes.Draw(90, 1));
        return _context.Auto().NeuralArchitecture(options).Fit(_context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data));
    }

    private sealed class Recorder(Action<NeuralArchitectureProgress> then) : IProgress<NeuralArchitectureProgress>
    {
        public void Report(NeuralArchitectureProgress value) => then(value);
    }
}
