using System.Globalization;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

[TestClass]
public sealed class NeuralArchitectureEstimatorTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void FindsANetworkThatClassifiesBetterThanChance()
    {
        IDataView train = Shapes.View(_context, Shapes.Draw(300, 1));
        IDataView test = Shapes.View(_context, Shapes.Draw(150, 2));

        using var model = Pipeline(Shapes.SmallSearch()).Fit(train);
        var network = model.OfType<NeuralArchitectureTransformer>().Single();
        var metrics = _context.MulticlassClassification.Evaluate(model.Transform(test));

        Assert.IsGreaterThan(0.8, metrics.MicroAccuracy);
        Assert.HasCount(3, network.Trials);
        Assert.IsTrue(network.Trials.All(trial => trial.State == TrialState.Completed));
        Assert.AreEqual(network.Trials.Max(trial => trial.Metric), network.ValidationMetric);
        Assert.AreEqual(network.Architecture, network.Space.Parse(network.ArchitectureText));
        Assert.IsFalse(network.Cancelled);
    }

    [TestMethod]
    public void ThePredictedLabelIsTheTextOfTheHighestScore()
    {
        IDataView train = Shapes.View(_context, Shapes.Draw(300, 1));
        using var model = Pipeline(Shapes.SmallSearch()).Fit(train);
        IDataView scored = model.Transform(Shapes.View(_context, Shapes.Draw(60, 2)));

        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema["Score"].GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => name.ToString())];

        CollectionAssert.AreEquivalent(new[] { "flat", "steep", "blob" }, names);
        foreach (var prediction in _context.Data.CreateEnumerable<Shapes.Prediction>(scored, reuseRowObject: false))
        {
            Assert.AreEqual(1, prediction.Score.Sum(), 1e-5);
            Assert.AreEqual(names[Array.IndexOf(prediction.Score, prediction.Score.Max())], prediction.Text);
        }
    }

    [TestMethod]
    public void TheSchemaSaysWhatTransformGives()
    {
        IDataView train = Shapes.View(_context, Shapes.Draw(120, 1));
        using var model = Pipeline(Shapes.SmallSearch(trials: 2)).Fit(train);

        DataViewSchema promised = model.GetOutputSchema(train.Schema);
        IDataView scored = model.Transform(train);

        Assert.AreEqual(
            string.Join(", ", promised.Select(column => $"{column.Name} {column.Type}")),
            string.Join(", ", scored.Schema.Select(column => $"{column.Name} {column.Type}")));
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), scored.Schema["Score"].Type);
        Assert.IsInstanceOfType<KeyDataViewType>(scored.Schema["PredictedLabel"].Type);
        Assert.IsTrue(scored.Schema["PredictedLabel"].HasKeyValues());
        Assert.AreEqual("Features, Label, PredictedLabel, Score, Text", string.Join(
            ", ", scored.Schema.Where(column => !column.IsHidden).Select(column => column.Name).Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameTrialsAndTheSameModel()
    {
        var rows = Shapes.Draw(150, 1);
        var runs = new List<(string Trials, float[] Scores)>();
        for (int run = 0; run < 2; run++)
        {
            var context = new MLContext(7);
            using var model = Pipeline(Shapes.SmallSearch(), context).Fit(Shapes.View(context, rows));
            var network = model.OfType<NeuralArchitectureTransformer>().Single();
            float[][] scores = [.. model.Transform(Shapes.View(context, rows.Take(30))).GetColumn<float[]>("Score")];
            runs.Add((string.Join('\n', network.Trials.Select(t => $"{t.Architecture} {t.Metric:R}")), [.. scores.SelectMany(s => s)]));
        }

        Assert.AreEqual(runs[0].Trials, runs[1].Trials);
        CollectionAssert.AreEqual(runs[0].Scores, runs[1].Scores);
    }

    [TestMethod]
    public void AnotherSeedGivesOtherTrials()
    {
        IDataView train = Shapes.View(_context, Shapes.Draw(90, 1));
        string[] first = [.. new[] { 1, 2 }.Select(seed =>
        {
            var options = Shapes.SmallSearch(trials: 2);
            options.Seed = seed;
            using var model = Pipeline(options).Fit(train);
            return model.OfType<NeuralArchitectureTransformer>().Single().Trials[0].Architecture.ToString();
        })];

        Assert.AreNotEqual(first[0], first[1]);
    }

    [TestMethod]
    public void GoesOnFromAJournal()
    {
        string journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        IDataView train = Shapes.View(_context, Shapes.Draw(90, 1));
        try
        {
            var options = Shapes.SmallSearch(trials: 2);
            (options.JournalPath, options.Seed) = (journal, 3);
            using (Pipeline(options).Fit(train))
            {
            }

            options = Shapes.SmallSearch(trials: 3);
            (options.JournalPath, options.Seed) = (journal, 3);
            var seen = new List<NeuralArchitectureProgress>();
            options.Progress = new Recorder(seen.Add);
            using var model = Pipeline(options).Fit(train);

            Assert.HasCount(3, model.OfType<NeuralArchitectureTransformer>().Single().Trials);
            Assert.IsTrue(seen.All(report => report.FinishedTrials >= 2), "The trials of the journal were run again.");
        }
        finally
        {
            File.Delete(journal);
        }
    }

    [TestMethod]
    public void GoesOnFromAJournalWhoseSeedNobodyGave()
    {
        string journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var trials = new List<string[]>();
            for (int run = 0; run < 2; run++)
            {
                var context = new MLContext();
                var options = Shapes.SmallSearch(trials: 2 + run);
                options.JournalPath = journal;
                using var model = Pipeline(options, context).Fit(Shapes.View(context, Shapes.Draw(90, 1)));
                trials.Add([.. model.OfType<NeuralArchitectureTransformer>().Single().Trials.Select(trial => $"{trial.Architecture} {trial.Metric}")]);
            }

            CollectionAssert.AreEqual(trials[0], trials[1][..2]);
        }
        finally
        {
            File.Delete(journal);
        }
    }

    [TestMethod]
    public void RefusesAJournalOfOtherData()
    {
        string journal = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var options = Shapes.SmallSearch(trials: 2);
            (options.JournalPath, options.Seed) = (journal, 3);
            using (Pipeline(options).Fit(Shapes.View(_context, Shapes.Draw(90, 1))))
            {
            }

            var error = Assert.ThrowsExactly<JournalException>(() => Pipeline(options).Fit(Shapes.View(_context, Shapes.Draw(90, 2))));
            StringAssert.Contains(error.Message, journal);
        }
        finally
        {
            File.Delete(journal);
        }
    }

    [TestMethod]
    public void CancelledAfterATrialItReturnsTheBestNetworkSoFar()
    {
        using var source = new CancellationTokenSource();
        var options = Shapes.SmallSearch(trials: 50);
        options.CancellationToken = source.Token;
        options.Progress = new Recorder(report =>
        {
            if (report.FinishedTrials == 1)
            {
                source.Cancel();
            }
        });
        IDataView train = Shapes.View(_context, Shapes.Draw(120, 1));

        using var model = Pipeline(options).Fit(train);
        var network = model.OfType<NeuralArchitectureTransformer>().Single();

        Assert.IsTrue(network.Cancelled);
        Assert.HasCount(1, network.Trials);
        Assert.AreEqual(network.Trials[0].Metric, network.ValidationMetric);
        Assert.AreEqual(120, model.Transform(train).GetColumn<float[]>("Score").Count());
    }

    [TestMethod]
    public void CancelledBeforeATrialItThrows()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var options = Shapes.SmallSearch();
        options.CancellationToken = source.Token;

        Assert.Throws<OperationCanceledException>(() => Pipeline(options).Fit(Shapes.View(_context, Shapes.Draw(90, 1))));
    }

    [TestMethod]
    public void WritesToTheLogOfTheUsersContext()
    {
        var messages = new List<string>();
        _context.Log += (_, e) => messages.Add(e.Message);

        using var model = Pipeline(Shapes.SmallSearch(trials: 2)).Fit(Shapes.View(_context, Shapes.Draw(90, 1)));

        foreach (Trial trial in model.OfType<NeuralArchitectureTransformer>().Single().Trials)
        {
            string architecture = model.OfType<NeuralArchitectureTransformer>().Single().Space.Format(trial.Architecture);
            Assert.ContainsSingle(
                message => message.Contains($"Trial {trial.Number} has {trial.Metric.ToString("g4", CultureInfo.InvariantCulture)}", StringComparison.Ordinal) && message.Contains(architecture, StringComparison.Ordinal),
                messages);
        }

        Assert.Contains(message => message.Contains("The exported network was checked on", StringComparison.Ordinal), messages);
        Assert.Contains(message => message.Contains("The search ended because all of its trials were run, after 2 trials", StringComparison.Ordinal), messages);
    }

    [TestMethod]
    public void TakesInterleavedImagesByTheColumnsDimensions()
    {
        var planar = Shapes.Draw(90, 1, channels: 3);
        var interleaved = planar.Select(row => new Shapes.Row
        {
            Label = row.Label,
            Features = [.. Enumerable.Range(0, row.Features.Length).Select(i => row.Features[(i % 3 * 64) + (i / 3)])],
        }).ToArray();

        float[] Scores(Shapes.Row[] rows, params int[] dimensions)
        {
            var context = new MLContext(5);
            using var model = Pipeline(Shapes.SmallSearch(trials: 2), context).Fit(Shapes.View(context, rows, dimensions));
            return [.. model.Transform(Shapes.View(context, rows, dimensions)).GetColumn<float[]>("Score").SelectMany(score => score)];
        }

        float[] expected = Scores(planar, 3, 8, 8);
        float[] actual = Scores(interleaved, 8, 8, 3);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-4f);
        }
    }

    [TestMethod]
    public void StaysAnEstimatorInCrossValidation()
    {
        IDataView data = Shapes.View(_context, Shapes.Draw(120, 1));

        var folds = _context.MulticlassClassification.CrossValidate(data, Pipeline(Shapes.SmallSearch(trials: 2)), numberOfFolds: 2);

        Assert.HasCount(2, folds);
        Assert.IsTrue(folds.All(fold => fold.Metrics.MicroAccuracy > 0.4));
    }

    private EstimatorChain<Transforms.KeyToValueMappingTransformer> Pipeline(NeuralArchitectureOptions options, MLContext? context = null)
    {
        context ??= _context;
        return context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Auto().NeuralArchitecture(options))
            .Append(context.Transforms.Conversion.MapKeyToValue("Text", "PredictedLabel"));
    }
}
