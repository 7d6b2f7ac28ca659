using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>Language models are searched over a column of texts, and serve what they foretell.</summary>
[TestClass]
public sealed class LanguageModelTaskTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void SentencesOfTheKindAreFarLikelierThanShuffledOnes()
    {
        using NeuralArchitectureTransformer model = _context.Auto().NeuralLanguageModel(Search()).Fit(View(300, 1));
        Sentences.Row[] test = Sentences.Draw(40, 2);
        var random = new Random(1);
        Sentences.Row[] shuffled =
        [
            .. test.Select(row =>
            {
                string[] words = row.Text.Split(' ');
                random.Shuffle(words);
                return new Sentences.Row { Text = string.Join(' ', words) };
            }),
        ];

        double usual = Perplexities(model, test).Average();

        Assert.IsLessThan(7, usual);
        Assert.IsGreaterThan(3 * usual, Perplexities(model, shuffled).Average());
        Assert.HasCount(2, model.Trials);
        Assert.AreEqual(model.Trials.Min(trial => trial.Metric), model.ValidationMetric);
        Assert.IsInstanceOfType<RecurrentCellSpace>(model.Space);
    }

    [TestMethod]
    public void ASavedModelForetellsTheNextWordOfAnyText()
    {
        IDataView train = View(300, 1);
        using NeuralArchitectureTransformer model = _context.Auto().NeuralLanguageModel(Search(trials: 1)).Fit(train);
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        stream.Position = 0;
        var other = new MLContext();
        ITransformer loaded = other.Model.Load(stream, out DataViewSchema schema);
        string[] words = SlotNames(loaded.GetOutputSchema(schema)["NextTokenScores"]);
        using var engine = other.Model.CreatePredictionEngine<Sentences.Row, Foretold>(loaded);

        Foretold next = engine.Predict(new Sentences.Row { Text = "The Film was not..." });
        Assert.AreEqual(1, next.NextTokenScores.Sum(), 1e-5);
        Assert.Contains(words[Array.IndexOf(next.NextTokenScores, next.NextTokenScores.Max())], ["good", "great", "fine", "bad", "poor", "awful"]);
        Assert.AreEqual("<eos>", words[0]);
        Assert.AreEqual("<unk>", words[1]);
        Assert.AreEqual(next.Perplexity, engine.Predict(new Sentences.Row { Text = "the film was not" }).Perplexity);
        string long1 = string.Join(' ', Enumerable.Repeat("good", Search().MaximumLength));
        Assert.AreEqual(engine.Predict(new Sentences.Row { Text = long1 }).Perplexity, engine.Predict(new Sentences.Row { Text = long1 + " bad fine" }).Perplexity);
        Assert.AreEqual(
            engine.Predict(new Sentences.Row { Text = "xyzzy <eos>" }).Perplexity, engine.Predict(new Sentences.Row { Text = "<unk> unheard" }).Perplexity);
        foreach (string text in new[] { "", "   ", "entirely unheard words", "\u3000 \t", new string('x', 5000), string.Join(' ', Enumerable.Repeat("good", 900)) })
        {
            Foretold answer = engine.Predict(new Sentences.Row { Text = text });
            Assert.IsTrue(answer.Perplexity >= 1 && float.IsFinite(answer.Perplexity), text);
        }

        Assert.AreEqual("the", words[Likeliest(engine.Predict(new Sentences.Row { Text = "" }).NextTokenScores)]);
    }

    [TestMethod]
    public void TheSchemaIsAsPromised()
    {
        IDataView train = View(60, 1);
        NeuralLanguageModelEstimator estimator = _context.Auto().NeuralLanguageModel(Search(trials: 1));

        SchemaShape promised = estimator.GetOutputSchema(SchemaShapes.Of(train));
        using NeuralArchitectureTransformer model = estimator.Fit(train);

        DataViewSchema.Column[] given = [.. model.GetOutputSchema(train.Schema).Where(column => !column.IsHidden)];
        CollectionAssert.AreEquivalent(
            given.Select(Describe).ToArray(),
            promised.Where(column => !column.Name.StartsWith("shape of", StringComparison.Ordinal))
                .Select(column => (column.Name, column.ItemType.RawType, column.Kind == SchemaShape.Column.VectorKind.Vector)).ToArray());
        CollectionAssert.AreEquivalent(
            new[] { "Text", "IsPraise", "Stars", "Perplexity", "NextTokenScores" }, given.Select(column => column.Name).ToArray());

        static (string, Type, bool) Describe(DataViewSchema.Column column) =>
            (column.Name, column.Type is VectorDataViewType vector ? vector.ItemType.RawType : column.Type.RawType, column.Type is VectorDataViewType);
    }

    [TestMethod]
    public void AGivenCellIsTrainedWithoutASearch()
    {
        NeuralLanguageModelOptions options = Search();
        options.Space = new RecurrentCellSpace();
        options.ValidationSet = View(60, 3);
        string published = options.Space.Format(PublishedArchitectures.NaoRecurrent);

        using NeuralArchitectureTransformer model = _context.Auto().NeuralLanguageModel(published, options).Fit(View(100, 1));

        Assert.AreEqual(PublishedArchitectures.NaoRecurrent, model.Architecture);
        Assert.IsEmpty(model.Trials);
        Assert.IsGreaterThan(1, model.ValidationMetric);
        Assert.ThrowsExactly<FormatException>(() => _context.Auto().NeuralLanguageModel("1=tanh(0)", options));
    }

    [TestMethod]
    public void ASearchGoesOnFromItsJournalAndACancelledOneGivesItsBest()
    {
        string journal = Path.Combine(Directory.CreateTempSubdirectory("nao-test-").FullName, "search.jsonl");
        using var cancellation = new CancellationTokenSource();
        NeuralLanguageModelOptions options = Search(trials: 3);
        options.JournalPath = journal;
        options.CancellationToken = cancellation.Token;
        var phases = new List<NeuralArchitecturePhase>();
        options.Progress = new Recorder(progress =>
        {
            phases.Add(progress.Phase);
            if (progress.FinishedTrials == 2)
            {
                cancellation.Cancel();
            }
        });
        using NeuralArchitectureTransformer cancelled = _context.Auto().NeuralLanguageModel(options).Fit(View(100, 1));

        (options.CancellationToken, options.Progress) = (default, new Recorder(progress => phases.Add(progress.Phase)));
        using NeuralArchitectureTransformer resumed = _context.Auto().NeuralLanguageModel(options).Fit(View(100, 1));

        Assert.IsTrue(cancelled.Cancelled);
        Assert.AreEqual(cancelled.Trials.Min(trial => trial.Metric), cancelled.ValidationMetric);
        Assert.HasCount(3, resumed.Trials);
        CollectionAssert.AreEqual(cancelled.Trials.Take(2).Select(trial => trial.Metric).ToArray(), resumed.Trials.Take(2).Select(trial => trial.Metric).ToArray());
        Assert.Contains(NeuralArchitecturePhase.Training, phases);
        Assert.ThrowsExactly<JournalException>(() => _context.Auto().NeuralLanguageModel(options).Fit(View(101, 1)));
    }

    [TestMethod]
    public void ASearchGoesOnFromAJournalWhoseSeedNobodyGave()
    {
        string journal = Path.Combine(Directory.CreateTempSubdirectory("nao-test-").FullName, "search.jsonl");
        var trials = new List<string[]>();
        for (int run = 0; run < 2; run++)
        {
            NeuralLanguageModelOptions options = Search(trials: 1 + run);
            (options.Seed, options.JournalPath) = (null, journal);
            var context = new MLContext();
            using NeuralArchitectureTransformer model = context.Auto().NeuralLanguageModel(options).Fit(context.Data.LoadFromEnumerable(Sentences.Draw(60, 1)));
            trials.Add([.. model.Trials.Select(trial => $"{trial.Architecture} {trial.Metric}")]);
        }

        CollectionAssert.AreEqual(trials[0], trials[1][..1]);
    }

    [TestMethod]
    public void DataThatIsNoTextIsRefusedByName()
    {
        StringAssert.Contains(Refuse(View(30, 1), options => options.TextColumnName = "Txt"), "no text column 'Txt'. The columns are 'Text'");
        StringAssert.Contains(Refuse(View(30, 1), options => options.TextColumnName = "Stars"), "The text column 'Stars' is of type Single");
        StringAssert.Contains(Refuse(View(1, 1), options => options.MinimumWordCount = 1), "has one row");
        StringAssert.Contains(Refuse(_context.Transforms.CopyColumns("Score", "Stars").Fit(View(9, 1)).Transform(View(9, 1)), _ => { }), "There is a column 'Score'");
        StringAssert.Contains(
            Refuse(_context.Data.LoadFromEnumerable(Enumerable.Range(0, 9).Select(i => new Sentences.Row { Text = $"?{i}!" })), _ => { }),
            "The column 'Text' has no words to learn from");
        StringAssert.Contains(Refuse(View(30, 1), options => options.ValidationSet = View(0, 1)), "The validation set has no rows");
    }

    private static string[] SlotNames(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static int Likeliest(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static NeuralLanguageModelOptions Search(int trials = 2) => Sentences.SmallLanguageModelSearch(trials);

    private IDataView View(int count, int seed) => _context.Data.LoadFromEnumerable(Sentences.Draw(count, seed));

    private float[] Perplexities(NeuralArchitectureTransformer model, Sentences.Row[] rows) =>
        [.. model.Transform(_context.Data.LoadFromEnumerable(rows)).GetColumn<float>("Perplexity")];

    private string Refuse(IDataView data, Action<NeuralLanguageModelOptions> change)
    {
        NeuralLanguageModelOptions options = Search();
        change(options);
        return Assert.ThrowsExactly<ArgumentException>(() => _context.Auto().NeuralLanguageModel(options).Fit(data)).Message;
    }

    private sealed class Foretold
    {
        public float Perplexity { get; set; }

        public float[] NextTokenScores { get; set; } = [];
    }
}
