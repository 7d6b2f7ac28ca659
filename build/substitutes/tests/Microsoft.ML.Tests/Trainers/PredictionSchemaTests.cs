using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Trainers;

[TestClass]
public sealed class PredictionSchemaTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _training;

    public PredictionSchemaTests() => _training = Blobs.Load(_context, Blobs.Training);

    private IEstimator<ITransformer> Multiclass => _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy();

    private IEstimator<ITransformer> Binary => _context.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag");

    private IEstimator<ITransformer> Regression => _context.Regression.Trainers.OnlineGradientDescent("Target");

    [TestMethod]
    public void AMulticlassPredictionIsAKeyWithTheLabelsValues()
    {
        DataViewSchema schema = Multiclass.Fit(_training).Transform(_training).Schema;

        Assert.AreEqual("Key<UInt32, 0-3>", schema["PredictedLabel"].Type.ToString());
        Assert.AreEqual("ScoreColumnKind, ScoreValueKind, KeyValues, ScoreColumnSetId", Kinds(schema["PredictedLabel"]));
        CollectionAssert.AreEqual(Texts(schema["Label"], "KeyValues"), Texts(schema["PredictedLabel"], "KeyValues"));
        Assert.AreEqual("PredictedLabel", Text(schema["PredictedLabel"], "ScoreValueKind"));
    }

    [TestMethod]
    public void MulticlassScoresAreNamedByTheLabelsValues()
    {
        DataViewSchema schema = Multiclass.Fit(_training).Transform(_training).Schema;

        Assert.AreEqual("Vector<Single, 4>", schema["Score"].Type.ToString());
        Assert.AreEqual("ScoreColumnKind, ScoreColumnSetId, ScoreValueKind, TrainingLabelValues, SlotNames", Kinds(schema["Score"]));
        CollectionAssert.AreEqual(Texts(schema["Label"], "KeyValues"), Texts(schema["Score"], "SlotNames"));
        CollectionAssert.AreEqual(Texts(schema["Label"], "KeyValues"), Texts(schema["Score"], "TrainingLabelValues"));
        Assert.AreEqual("MulticlassClassification", Text(schema["Score"], "ScoreColumnKind"));
    }

    [TestMethod]
    public void BinaryPredictionsComeBeforeTheirScores()
    {
        DataViewSchema schema = Binary.Fit(_training).Transform(_training).Schema;

        CollectionAssert.AreEqual(
            new[] { "PredictedLabel:Boolean", "Score:Single", "Probability:Single" },
            schema.Skip(_training.Schema.Count).Select(column => $"{column.Name}:{column.Type}").ToArray());
        Assert.AreEqual("ScoreColumnKind, ScoreValueKind, ScoreColumnSetId", Kinds(schema["PredictedLabel"]));
        Assert.AreEqual("ScoreColumnKind, ScoreColumnSetId, ScoreValueKind", Kinds(schema["Score"]));
        Assert.AreEqual("ScoreColumnKind, ScoreColumnSetId, IsNormalized, ScoreValueKind", Kinds(schema["Probability"]));
        Assert.AreEqual("BinaryClassification", Text(schema["Probability"], "ScoreColumnKind"));
    }

    [TestMethod]
    public void ARegressionAddsAScore()
    {
        DataViewSchema schema = Regression.Fit(_training).Transform(_training).Schema;

        Assert.AreEqual(_training.Schema.Count + 1, schema.Count);
        Assert.AreEqual("ScoreColumnSetId, ScoreColumnKind, ScoreValueKind", Kinds(schema["Score"]));
        Assert.AreEqual("Regression", Text(schema["Score"], "ScoreColumnKind"));
    }

    [TestMethod]
    public void AFixedCalibratorPassesTheScoresAnnotationsOn()
    {
        IDataView scored = _context.BinaryClassification.Trainers.AveragedPerceptron("Flag").Fit(_training).Transform(_training);

        DataViewSchema schema = _context.BinaryClassification.Calibrators.Platt(-1, 0).Fit(scored).Transform(scored).Schema;

        Assert.AreEqual("ScoreColumnSetId, ScoreColumnKind, ScoreValueKind, IsNormalized", Kinds(schema["Probability"]));
        Assert.AreEqual("Score", Text(schema["Probability"], "ScoreValueKind"));
    }

    [TestMethod]
    public void EachScorerHasASetOfItsOwn()
    {
        IDataView once = Regression.Fit(_training).Transform(_training);

        IDataView twice = Multiclass.Fit(_training).Transform(once);

        Assert.AreEqual(1u, SetId(once.Schema["Score"]));
        Assert.AreEqual(2u, SetId(twice.Schema["Score"]));
        Assert.AreEqual(2u, SetId(twice.Schema["PredictedLabel"]));
    }

    [TestMethod]
    public void ShapesAreKnownBeforeTheFit()
    {
        var recorder = new ShapeRecorder(_context.Transforms.CopyColumns("Copied", "Label"));
        _context.Transforms.CopyColumns("Copy", "Label").Append(Multiclass).Append(recorder).Fit(_training);
        SchemaShape shape = recorder.Seen!;

        SchemaShape.Column predicted = shape.Single(column => column.Name == "PredictedLabel");
        Assert.IsTrue(predicted.IsKey);
        CollectionAssert.AreEqual(
            new[] { "KeyValues", "ScoreColumnSetId", "ScoreColumnKind", "ScoreValueKind" }, predicted.Annotations.Select(a => a.Name).ToArray());
        SchemaShape.Column score = shape.Single(column => column.Name == "Score");
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, score.Kind);
        CollectionAssert.AreEqual(
            new[] { "SlotNames", "TrainingLabelValues", "ScoreColumnSetId", "ScoreColumnKind", "ScoreValueKind" },
            score.Annotations.Select(a => a.Name).ToArray());
    }

    private static string Kinds(DataViewSchema.Column column) => string.Join(", ", column.Annotations.Schema.Select(a => a.Name));

    private static string Text(DataViewSchema.Column column, string kind)
    {
        ReadOnlyMemory<char> value = default;
        column.Annotations.GetValue(kind, ref value);
        return value.ToString();
    }

    private static string[] Texts(DataViewSchema.Column column, string kind)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.Annotations.GetValue(kind, ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private static uint SetId(DataViewSchema.Column column)
    {
        uint value = 0;
        column.Annotations.GetValue("ScoreColumnSetId", ref value);
        return value;
    }
}
