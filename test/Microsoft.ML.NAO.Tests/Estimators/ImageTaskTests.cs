using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>The label's type chooses the task: images with two classes, and with values.</summary>
[TestClass]
public sealed class ImageTaskTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void ABooleanLabelIsBinaryClassification()
    {
        IDataView train = View(Shapes.Draw(240, 1));
        IDataView test = View(Shapes.Draw(120, 2));
        var estimator = _context.Auto().NeuralArchitecture(Search("IsFlat"));

        using NeuralArchitectureTransformer model = estimator.Fit(train);
        IDataView scored = model.Transform(test);
        var metrics = _context.BinaryClassification.Evaluate(scored, "IsFlat");

        Assert.IsGreaterThan(0.85, metrics.Accuracy);
        Assert.IsGreaterThan(0.85, metrics.AreaUnderRocCurve);
        Assert.AreEqual(BooleanDataViewType.Instance, scored.Schema["PredictedLabel"].Type);
        Assert.AreEqual(NumberDataViewType.Single, scored.Schema["Score"].Type);
        AssertSchemaAsPromised(estimator, train, scored);
        foreach (var (score, probability, predicted) in scored.GetColumn<float>("Score")
            .Zip(scored.GetColumn<float>("Probability"), scored.GetColumn<bool>("PredictedLabel")))
        {
            Assert.AreEqual(1 / (1 + Math.Exp(-score)), probability, 1e-5);
            Assert.AreEqual(score > 0, predicted);
        }
    }

    [TestMethod]
    public void ASingleLabelIsRegression()
    {
        IDataView train = View(Shapes.Draw(400, 1));
        IDataView test = View(Shapes.Draw(120, 2));
        var options = Search("Ink");
        options.Images.FinalTraining.Epochs = 20;
        var estimator = _context.Auto().NeuralArchitecture(options);

        using NeuralArchitectureTransformer model = estimator.Fit(train);
        IDataView scored = model.Transform(test);
        var metrics = _context.Regression.Evaluate(scored, "Ink");

        Assert.IsGreaterThan(0.6, metrics.RSquared);
        Assert.AreEqual(NumberDataViewType.Single, scored.Schema["Score"].Type);
        AssertSchemaAsPromised(estimator, train, scored);
        Assert.AreEqual(model.Trials.Min(trial => trial.Metric), model.ValidationMetric, "The least error wins.");
        Assert.IsTrue(model.Trials.All(trial => trial.Measures.ContainsKey("RSquared")));
    }

    [TestMethod]
    public void SavedModelsAnswerAlike()
    {
        IDataView data = View(Shapes.Draw(90, 1));
        foreach (string label in new[] { "IsFlat", "Ink" })
        {
            using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search(label, trials: 2)).Fit(data);
            using var stream = new MemoryStream();
            _context.Model.Save(model, data.Schema, stream);
            stream.Position = 0;

            ITransformer loaded = new MLContext().Model.Load(stream, out _);

            CollectionAssert.AreEqual(
                model.Transform(data).GetColumn<float>("Score").ToArray(), loaded.Transform(data).GetColumn<float>("Score").ToArray());
        }
    }

    [TestMethod]
    public void RowsOfWeightZeroDoNotCount()
    {
        // Half of the rows are labelled wrongly, and have no weight.
        Shapes.Row[] rows = Shapes.Draw(240, 1);
        IDataView train = _context.Data.LoadFromEnumerable(
            rows.Select((row, i) => new TaskRow(row) { IsFlat = (row.Label == "flat") == (i % 2 == 0), Weight = i % 2 == 0 ? 2 : 0 }), Schema());
        var options = Search("IsFlat");
        options.ExampleWeightColumnName = nameof(TaskRow.Weight);

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(options).Fit(train);

        Assert.IsGreaterThan(0.85, _context.BinaryClassification.Evaluate(model.Transform(View(Shapes.Draw(120, 2))), "IsFlat").Accuracy);
        Assert.IsGreaterThan(0.7, model.ValidationMetric);
    }

    [TestMethod]
    public void WeightsThatAreNoneAreNamed()
    {
        Shapes.Row[] rows = Shapes.Draw(30, 1);
        foreach (var (weight, expected) in new[] { (-1f, "Row 0 has the weight -1 in the column 'Weight'"), (0f, "All rows have the weight 0") })
        {
            IDataView train = _context.Data.LoadFromEnumerable(rows.Select(row => new TaskRow(row) { Weight = weight }), Schema());
            var options = Search("IsFlat");
            options.ExampleWeightColumnName = nameof(TaskRow.Weight);

            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _context.Auto().NeuralArchitecture(options).Fit(train)).Message, expected);
        }
    }

    [TestMethod]
    public void PublishedCellsTrainWithoutASearchAndServe()
    {
        IDataView train = View(Shapes.Draw(120, 1));
        var options = new NeuralNetworkOptions { LabelColumnName = "IsFlat", Seed = 4 };
        (options.Images.Space, options.Images.FinalNetwork, options.Images.FinalTraining) =
            (new ConvolutionalCellSpace(OperationSet.Eleven), Shapes.SmallNetwork(), Shapes.SmallTraining());
        string cells = options.Images.Space.Format(PublishedArchitectures.NaoNet);

        using NeuralArchitectureTransformer model = _context.Auto().NeuralNetwork(cells, options).Fit(train);

        Assert.AreEqual(PublishedArchitectures.NaoNet, model.Architecture);
        Assert.AreEqual(cells, model.ArchitectureText);
        Assert.IsGreaterThan(0.8, _context.BinaryClassification.Evaluate(model.Transform(View(Shapes.Draw(90, 2))), "IsFlat").AreaUnderRocCurve);
    }

    [TestMethod]
    public void ALabelThatIsNotANumberIsNamed()
    {
        Shapes.Row[] rows = Shapes.Draw(30, 1);
        rows[7].Features[0] = float.MaxValue;
        IDataView train = _context.Data.LoadFromEnumerable(rows.Select(row => new TaskRow(row)), Schema());

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _context.Auto().NeuralArchitecture(Search("Broken")).Fit(train)).Message,
            "Row 7 has the value Infinity in the label column 'Broken'");
    }

    private static NeuralArchitectureOptions Search(string label, int trials = 3)
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch(trials);
        options.LabelColumnName = label;
        options.Seed = 4;
        return options;
    }

    private static SchemaDefinition Schema()
    {
        var schema = SchemaDefinition.Create(typeof(TaskRow));
        schema[nameof(TaskRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, Shapes.Side, Shapes.Side);
        return schema;
    }

    private static void AssertSchemaAsPromised(NeuralArchitectureEstimator estimator, IDataView input, IDataView scored)
    {
        SchemaShape promised = estimator.GetOutputSchema(SchemaShapes.Of(input));
        foreach (string name in new[] { "Score", "PredictedLabel", "Probability" })
        {
            var column = scored.Schema.GetColumnOrNull(name);
            Assert.AreEqual(column is not null, promised.Any(shape => shape.Name == name), name);
            if (column is { } given)
            {
                Assert.AreEqual(given.Type, promised.Single(shape => shape.Name == name).ItemType, name);
            }
        }
    }

    private IDataView View(IEnumerable<Shapes.Row> rows) => _context.Data.LoadFromEnumerable(rows.Select(row => new TaskRow(row)), Schema());

    private sealed class TaskRow(Shapes.Row row)
    {
        public float[] Features { get; set; } = row.Features;

        public bool IsFlat { get; set; } = row.Label == "flat";

        /// <summary>How much of the image is bright, in units that are not of the order of 1.</summary>
        public float Ink { get; set; } = 100 + (10 * row.Features.Sum());

        public float Weight { get; set; } = 1;

        public float Broken { get; set; } = 10 * row.Features[0];
    }
}
