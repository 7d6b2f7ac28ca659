using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Substitutes.Tests.MachineLearning.Trainers;

[TestClass]
public sealed class SavedPredictorTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _training;

    public SavedPredictorTests() => _training = Blobs.Load(_context, Blobs.Training);

    [TestMethod]
    public void AMulticlassModelComesBackWithItsNames()
    {
        ITransformer model = _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(_training);

        ITransformer loaded = SaveAndLoad(model);

        Assert.IsInstanceOfType<MulticlassPredictionTransformer<MaximumEntropyModelParameters>>(loaded);
        IDataView before = model.Transform(_training);
        IDataView after = loaded.Transform(_training);
        CollectionAssert.AreEqual(before.GetColumn<uint>("PredictedLabel").ToArray(), after.GetColumn<uint>("PredictedLabel").ToArray());
        CollectionAssert.AreEqual(
            before.GetColumn<VBuffer<float>>("Score").SelectMany(score => score.DenseValues()).ToArray(),
            after.GetColumn<VBuffer<float>>("Score").SelectMany(score => score.DenseValues()).ToArray());
        CollectionAssert.AreEqual(Annotations(before), Annotations(after));
    }

    [TestMethod]
    public void ABinaryModelComesBackWithItsCalibrator()
    {
        ITransformer model = _context.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag").Fit(_training);

        AssertSame(model, SaveAndLoad(model), "Probability");
    }

    [TestMethod]
    public void AnUncalibratedModelComesBack()
    {
        ITransformer model = _context.BinaryClassification.Trainers.AveragedPerceptron("Flag").Fit(_training);

        AssertSame(model, SaveAndLoad(model), "Score");
    }

    [TestMethod]
    public void ARegressionComesBack()
    {
        ITransformer model = _context.Regression.Trainers.OnlineGradientDescent("Target").Fit(_training);

        AssertSame(model, SaveAndLoad(model), "Score");
    }

    [TestMethod]
    public void AChainWithAFixedCalibratorComesBack()
    {
        ITransformer model = _context.BinaryClassification.Trainers.AveragedPerceptron("Flag")
            .Append(_context.BinaryClassification.Calibrators.Platt(-1, 0))
            .Fit(_training);

        AssertSame(model, SaveAndLoad(model), "Probability");
    }

    [TestMethod]
    public void APredictionEngineGivesTheLabelsText()
    {
        ITransformer model = _context.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(_context.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(_context.Transforms.Conversion.MapKeyToValue("Text", "PredictedLabel"))
            .Fit(_context.Data.LoadFromEnumerable(Blobs.Training));
        using PredictionEngine<Blobs.Row, Prediction> engine = _context.Model.CreatePredictionEngine<Blobs.Row, Prediction>(model);

        int right = 0;
        foreach (Blobs.Row row in Blobs.Test)
        {
            Prediction prediction = engine.Predict(row);
            right += prediction.Text == row.Name ? 1 : 0;
            Assert.AreEqual(prediction.Score.Max(), prediction.Score[prediction.PredictedLabel - 1]);
        }

        IDataView scored = model.Transform(_context.Data.LoadFromEnumerable(Blobs.Test));
        Assert.AreEqual(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy, right / (double)Blobs.Test.Count, 1e-9);
    }

    private static string[] Annotations(IDataView data)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema["Score"].Annotations.GetValue("SlotNames", ref names);
        return [.. names.DenseValues().Select(name => name.ToString()), .. data.Schema.Select(column => $"{column.Type}")];
    }

    private ITransformer SaveAndLoad(ITransformer model)
    {
        using var stream = new MemoryStream();
        _context.Model.Save(model, _training.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private void AssertSame(ITransformer model, ITransformer loaded, string column)
    {
        Assert.AreEqual(model.GetType().Name, loaded.GetType().Name);
        CollectionAssert.AreEqual(
            model.Transform(_training).GetColumn<float>(column).ToArray(),
            loaded.Transform(_training).GetColumn<float>(column).ToArray());
    }

    private sealed class Prediction
    {
        public string Text { get; set; } = "";

        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }
}
