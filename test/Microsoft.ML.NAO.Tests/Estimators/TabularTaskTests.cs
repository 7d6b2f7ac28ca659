using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>Plain vectors are searched with feed-forward networks, for each of the tasks.</summary>
[TestClass]
public sealed class TabularTaskTests
{
    private readonly MLContext _context = new(1);
    private readonly Random _random = new(1);

    [TestMethod]
    public void SeveralClassesAreToldApartWhereALinearModelCannot()
    {
        IDataView train = Keyed(Tables.Rings(300, 1));
        IDataView test = Keyed(Tables.Rings(300, 2));

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search("Ring")).Fit(train);
        double network = _context.MulticlassClassification.Evaluate(model.Transform(test), "Ring").MicroAccuracy;
        double linear = _context.MulticlassClassification.Evaluate(
            _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Ring").Fit(train).Transform(test), "Ring").MicroAccuracy;

        Assert.IsGreaterThan(0.85, network);
        Assert.IsGreaterThan(linear + 0.2, network);
        Assert.IsInstanceOfType<FeedForwardSpace>(model.Space);
        Assert.AreEqual(model.Architecture, model.Space.Parse(model.ArchitectureText));
    }

    [TestMethod]
    public void TwoClassesHaveAProbability()
    {
        IDataView train = Keyed(Tables.Rings(300, 1));
        IDataView test = Keyed(Tables.Rings(300, 2));

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search("IsInner")).Fit(train);

        Assert.IsGreaterThan(0.95, _context.BinaryClassification.Evaluate(model.Transform(test), "IsInner").AreaUnderRocCurve);
    }

    [TestMethod]
    public void AValueIsPredictedInItsOwnUnit()
    {
        IDataView train = Keyed(Tables.Rings(300, 1));
        IDataView test = Keyed(Tables.Rings(300, 2));

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search("Radius")).Fit(train);

        Assert.IsGreaterThan(0.8, _context.Regression.Evaluate(model.Transform(test), "Radius").RSquared);
        Assert.IsLessThan(400, model.ValidationMetric, "The error is in the label's unit, of which the values are some thousands.");
    }

    [TestMethod]
    public void AGivenArchitectureIsTrainedAloneAndCrossValidated()
    {
        IDataView data = Keyed(Tables.Rings(240, 1));
        const string Architecture = "width=32 1=linear(relu,batch,0) 2=none 3=none 4=none";
        var options = new NeuralNetworkOptions { LabelColumnName = "IsInner", Seed = 1 };

        var folds = _context.BinaryClassification.CrossValidate(data, _context.Auto().NeuralNetwork(Architecture, options), 2, "IsInner");

        Assert.IsTrue(folds.All(fold => fold.Metrics.AreaUnderRocCurve > 0.9));
    }

    [TestMethod]
    public void AnArchitectureOfAnotherKindOfFeaturesIsRefused()
    {
        const string Cells = "normal: 3=identity(1)+identity(2)";
        var error = Assert.ThrowsExactly<FormatException>(() => _context.Auto().NeuralNetwork(Cells));

        StringAssert.Contains(error.Message, "of none of the spaces");
    }

    [TestMethod]
    public void TheEngineAnswersAsTheModelDoes()
    {
        IDataView train = Keyed(Tables.Rings(120, 1));
        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search("Radius", trials: 2)).Fit(train);
        float[] expected = [.. model.Transform(train).GetColumn<float>("Score").Take(5)];
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        stream.Position = 0;

        using var engine = _context.Model.CreatePredictionEngine<Tables.Row, Tables.Prediction>(new MLContext().Model.Load(stream, out _));

        CollectionAssert.AreEqual(expected, Tables.Rings(120, 1).Take(5).Select(row => engine.Predict(row).Score).ToArray());
    }

    [TestMethod]
    public void WeightSharingIsForImages()
    {
        var options = Search("IsInner");
        options.WeightSharing = new WeightSharing.WeightSharingOptions();

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _context.Auto().NeuralArchitecture(options).Fit(Keyed(Tables.Rings(60, 1)))).Message,
            "WeightSharing is for images with classes");
    }

    [TestMethod]
    public void ASearchBeginsWithTheLinearModelUnlessToldOtherwise()
    {
        const string Given = "width=32 1=linear(relu,batch,0) 2=none 3=none 4=none";
        IDataView train = Keyed(Tables.Rings(60, 1));
        NeuralArchitectureOptions options = Search("Radius", trials: 2);
        using NeuralArchitectureTransformer usual = _context.Auto().NeuralArchitecture(options).Fit(train);
        options.FirstArchitectures = [Given];
        using NeuralArchitectureTransformer told = _context.Auto().NeuralArchitecture(options).Fit(train);
        options.FirstArchitectures = ["3=identity(1)"];

        Assert.IsEmpty(((FeedForwardSpace)usual.Space).Decode(usual.Trials[0].Architecture).Blocks);
        Assert.AreEqual(Given, told.Space.Format(told.Trials[0].Architecture));
        Assert.ThrowsExactly<FormatException>(() => _context.Auto().NeuralArchitecture(options).Fit(train));
    }

    [TestMethod]
    public void ALinearTruthOfManyFeaturesIsFoundInAFold()
    {
        IDataView train = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(_ => LinearRow.Draw(_random)).ToArray());
        IDataView test = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(_ => LinearRow.Draw(_random)).ToArray());

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(maxTrials: 1).Fit(train);

        Assert.IsEmpty(((FeedForwardSpace)model.Space).Decode(model.Architecture).Blocks);
        Assert.IsGreaterThan(0.999, _context.Regression.Evaluate(model.Transform(test)).RSquared);
    }

    [TestMethod]
    [DataRow("IsHeads")]
    [DataRow("Label")]
    public void WhatIsBetterByLuckAloneIsNotServed(string label)
    {
        // Nothing can be learned here, so that some trial is better than the linear model by luck.
        var random = new Random(2);
        IDataView train = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(_ => new CoinRow
        {
            Features = [random.NextSingle(), random.NextSingle()], IsHeads = random.Next(2) == 0, Label = random.NextSingle(),
        }).ToArray());
        NeuralArchitectureOptions options = Search(label);
        using NeuralArchitectureTransformer usual = _context.Auto().NeuralArchitecture(options).Fit(train);
        options.Objectives.Add(new MeasureObjective(NetworkMeasurer.Parameters));
        using NeuralArchitectureTransformer told = _context.Auto().NeuralArchitecture(options).Fit(train);

        Assert.IsEmpty(((FeedForwardSpace)usual.Space).Decode(usual.Architecture).Blocks);
        Assert.AreEqual(usual.Trials[0].Metric, usual.ValidationMetric);
        Assert.AreNotEqual(usual.Trials[0].Metric, label == "IsHeads" ? usual.Trials.Max(trial => trial.Metric) : usual.Trials.Min(trial => trial.Metric));
        Assert.AreEqual(label == "IsHeads" ? told.Trials.Max(trial => trial.Metric) : told.Trials.Min(trial => trial.Metric), told.ValidationMetric);
    }

    [TestMethod]
    public void FewRowsAreCrossValidatedUnlessToldOtherwise()
    {
        IDataView train = Keyed(Tables.Rings(61, 1));
        NeuralArchitectureOptions options = Search("Ring", trials: 1);
        options.Tabular.SearchTraining!.Epochs = 2;
        using NeuralArchitectureTransformer five = _context.Auto().NeuralArchitecture(options).Fit(train);
        options.NumberOfFolds = 3;
        using NeuralArchitectureTransformer three = _context.Auto().NeuralArchitecture(options).Fit(train);
        options.NumberOfFolds = 1;
        using NeuralArchitectureTransformer heldOut = _context.Auto().NeuralArchitecture(options).Fit(train);
        options.NumberOfFolds = null;
        options.ValidationSet = train;
        using NeuralArchitectureTransformer given = _context.Auto().NeuralArchitecture(options).Fit(train);
        options.ValidationSet = null;
        options.NumberOfFolds = 62;

        CollectionAssert.AreEqual(new[] { 10, 6, 2, 2 }, new[] { five, three, heldOut, given }.Select(model => model.Trials[0].Epochs).ToArray());
        Assert.AreEqual(Math.Round(61 * five.ValidationMetric), 61 * five.ValidationMetric, 1e-9, "All rows are scored.");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _context.Auto().NeuralArchitecture(options).Fit(train)).Message, "NumberOfFolds is 62, and 61 rows count");
    }

    [TestMethod]
    public void RowsThatDoNotCountMakeNoFold()
    {
        Tables.Row[] rows = Tables.Rings(12, 1);
        IDataView train = _context.Data.LoadFromEnumerable(rows.Select((row, i) => new WeightedRow
        {
            Features = row.Features, Radius = row.Radius, Weight = i % 3 == 0 ? 1 : 0,
        }));
        NeuralArchitectureOptions options = Search("Radius", trials: 1);
        options.ExampleWeightColumnName = nameof(WeightedRow.Weight);
        options.Tabular.SearchTraining!.Epochs = 2;
        options.ValidationFraction = 0.8;

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(options).Fit(train);

        Assert.AreEqual(2, model.Trials[0].Epochs, "Four rows count, too few for five folds.");
    }

    [TestMethod]
    public void TheColumnOfWeightsIsTheThirdOfTheColumnsAsWithMLNetsTrainers()
    {
        IDataView train = _context.Data.LoadFromEnumerable(Tables.Rings(12, 1).Select(row => new WeightedRow
        {
            Features = row.Features, Radius = row.Radius, Weight = -1,
        }));
        var space = new FeedForwardSpace();
        string linear = space.Format(space.Encode(new FeedForwardCell(FeedForwardSpace.Widths[0], [])));
        AutoCatalog catalog = _context.Auto();

        foreach (IEstimator<ITransformer> estimator in (IEstimator<ITransformer>[])
            [catalog.NeuralArchitecture("Radius", "Features", "Weight"), catalog.NeuralNetwork(linear, "Radius", "Features", "Weight")])
        {
            StringAssert.Contains(
                Assert.ThrowsExactly<ArgumentException>(() => estimator.Fit(train)).Message, "Row 0 has the weight -1 in the column 'Weight'");
        }
    }

    [TestMethod]
    [DataRow(1, 16, 200)]
    [DataRow(160, 16, 100)]
    [DataRow(3000, 187, 58)]
    [DataRow(1_000_000, 256, 10)]
    public void TheDefaultTrainingGoesByTheRows(int rows, int batch, int epochs)
    {
        TrainingOptions training = TabularNetworkOptions.CreateTraining(rows, 1000);

        Assert.AreEqual(batch, training.BatchSize);
        Assert.AreEqual(epochs, training.Epochs);
    }

    private sealed class LinearRow
    {
        [VectorType(100)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        // Ten features matter, and nothing else does.
        public static LinearRow Draw(Random random)
        {
            float[] features = [.. Enumerable.Range(0, 100).Select(_ => (2 * random.NextSingle()) - 1)];
            return new LinearRow { Features = features, Label = 1000 + (100 * features.Take(10).Sum()) };
        }
    }

    private static NeuralArchitectureOptions Search(string label, int trials = 6) => new()
    {
        LabelColumnName = label,
        MaxTrials = trials,
        Strategy = new RandomSearchOptions(),
        Tabular = new TabularNetworkOptions
        {
            SearchTraining = TabularNetworkOptions.CreateTraining(300, 200),
            FinalTraining = TabularNetworkOptions.CreateTraining(300, 400),
        },
        Seed = 3,
    };

    private sealed class CoinRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool IsHeads { get; set; }

        public float Label { get; set; }
    }

    private sealed class WeightedRow
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public float Radius { get; set; }

        public float Weight { get; set; }
    }

    private IDataView Keyed(Tables.Row[] rows)
    {
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.Conversion.MapValueToKey("Ring", keyOrdinality: Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(data).Transform(data);
    }
}
