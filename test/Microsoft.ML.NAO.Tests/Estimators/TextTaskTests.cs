using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>Texts are searched with recurrent cells.</summary>
[TestClass]
public sealed class TextTaskTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void ClassesThatDependOnTheOrderOfWordsAreToldApart()
    {
        IDataView train = _context.Data.LoadFromEnumerable(Sentences.Draw(300, 1));
        IDataView test = _context.Data.LoadFromEnumerable(Sentences.Draw(200, 2));

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search("IsPraise")).Fit(train);
        IDataView scored = model.Transform(test);

        Assert.IsGreaterThan(0.9, _context.BinaryClassification.Evaluate(scored, "IsPraise").Accuracy);
        Assert.IsInstanceOfType<RecurrentCellSpace>(model.Space);
        StringAssert.Contains(
            Assert.ThrowsExactly<NotSupportedException>(() => model.SaveAsOnnx(new MemoryStream(), dynamicBatchSize: true)).Message, "one at a time");
        CollectionAssert.AreEqual(
            new[] { "IsPraise", "Stars", "Text", "PredictedLabel", "Score", "Probability" }.Order().ToArray(),
            scored.Schema.Where(column => !column.IsHidden).Select(column => column.Name).Order().ToArray());
    }

    [TestMethod]
    public void AValueIsPredictedAndTheEngineTakesAnyText()
    {
        IDataView train = _context.Data.LoadFromEnumerable(Sentences.Draw(300, 1));
        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search("Stars")).Fit(train);
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        stream.Position = 0;

        using var engine = new MLContext().Model.CreatePredictionEngine<Sentences.Row, Sentences.Prediction>(_context.Model.Load(stream, out _));

        Assert.IsGreaterThan(0.6, _context.Regression.Evaluate(model.Transform(train), "Stars").RSquared);
        Assert.AreEqual(
            engine.Predict(new Sentences.Row { Text = "it is not good" }).Score, engine.Predict(new Sentences.Row { Text = "It is, not: GOOD!" }).Score);
        foreach (string text in new[] { "", "   ", "entirely unheard words", "\u3000 \t", new string('x', 5000), string.Join(' ', Enumerable.Repeat("good", 900)) })
        {
            Assert.IsTrue(float.IsFinite(engine.Predict(new Sentences.Row { Text = text }).Score), text);
        }
    }

    [TestMethod]
    public void AColumnWithoutWordsIsNamed()
    {
        IDataView train = _context.Data.LoadFromEnumerable(Sentences.Draw(30, 1).Select((row, i) => new Sentences.Row { Text = $"?{i}!", IsPraise = i % 2 == 0 }));

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _context.Auto().NeuralArchitecture(Search("IsPraise")).Fit(train)).Message,
            "The column 'Text' has no words to learn from");
    }

    [TestMethod]
    public void TheSchemaIsAsPromised()
    {
        IDataView train = _context.Data.LoadFromEnumerable(Sentences.Draw(60, 1));
        NeuralArchitectureEstimator estimator = _context.Auto().NeuralArchitecture(Search("IsPraise", trials: 1));

        SchemaShape promised = estimator.GetOutputSchema(SchemaShapes.Of(train));
        using NeuralArchitectureTransformer model = estimator.Fit(train);

        CollectionAssert.AreEquivalent(
            model.GetOutputSchema(train.Schema).Where(column => !column.IsHidden).Select(column => column.Name).ToArray(),
            promised.Select(column => column.Name).Where(name => !name.StartsWith("shape of", StringComparison.Ordinal)).ToArray());
    }

    private static NeuralArchitectureOptions Search(string label, int trials = 2) => new()
    {
        LabelColumnName = label,
        FeatureColumnName = "Text",
        MaxTrials = trials,
        Strategy = new RandomSearchOptions(),
        Texts = new TextNetworkSearchOptions
        {
            Network = new TextNetworkOptions { HiddenSize = 16, MaximumLength = 12, InputDropout = 0, HiddenDropout = 0, OutputDropout = 0 },
            SearchTraining = TabularNetworkOptions.CreateTraining(300, 100),
            FinalTraining = TabularNetworkOptions.CreateTraining(300, 500),
        },
        Seed = 3,
    };
}
