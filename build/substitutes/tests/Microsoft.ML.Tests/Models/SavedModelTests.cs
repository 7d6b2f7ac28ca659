using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Models;

[TestClass]
public sealed class SavedModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void AChainComesBackWithItsSteps()
    {
        ITransformer loaded = Directions.Train(_context).RoundTrip();

        var chain = (TransformerChain<ITransformer>)loaded;
        CollectionAssert.AreEqual(
            new[] { typeof(ValueToKeyMappingTransformer), typeof(NormalizingTransformer), typeof(KeyToValueMappingTransformer) },
            chain.Select(step => step.GetType()).ToArray());
        Assert.IsInstanceOfType<KeyToValueMappingTransformer>(chain.LastTransformer);
        IDataView view = loaded.Transform(Directions.View(_context));
        CollectionAssert.AreEqual(new[] { "s0", "s1", "s0", "s1", "s0", "s1" }, view.Column<string>("V"));
        CollectionAssert.AreEqual(new[] { 0.6f, -0.6f }, view.Column<float[]>("N")[3]);
        CollectionAssert.AreEqual(new[] { "s0", "s1" }, view.Schema["K"].KeyValues());
    }

    [TestMethod]
    public void ASingleStepComesBackAsItself()
        => Assert.IsInstanceOfType<KeyToValueMappingTransformer>(Directions.Train(_context).LastTransformer.RoundTrip());

    [TestMethod]
    public void TheInputSchemaIsKept()
    {
        TransformerChain<KeyToValueMappingTransformer> model = Directions.Train(_context);
        IDataView transformed = model.Transform(Directions.View(_context));

        _context.Model.Load(new MemoryStream(model.ToBytes(transformed.Schema)), out DataViewSchema schema);

        CollectionAssert.AreEqual(
            transformed.Schema.Select(column => column.Name + " " + column.Type).ToArray(), schema.Select(column => column.Name + " " + column.Type).ToArray());
        CollectionAssert.AreEqual(new[] { "s0", "s1" }, schema["K"].KeyValues());
        Assert.IsTrue(schema["N"].IsNormalized());
    }

    [TestMethod]
    public void WithoutASchemaThereIsNone()
    {
        _context.Model.Load(new MemoryStream(Directions.Train(_context).ToBytes()), out DataViewSchema schema);

        Assert.IsNull(schema);
    }

    [TestMethod]
    public void AModelIsSavedToAFile()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("model").FullName, "model.zip");
        IDataView view = Directions.View(_context);

        _context.Model.Save(Directions.Train(_context), view.Schema, path);
        ITransformer loaded = _context.Model.Load(path, out DataViewSchema schema);

        CollectionAssert.AreEqual(new[] { "A", "S", "F" }, schema.Names());
        Assert.AreEqual("s1", loaded.Transform(view).Column<string>("V")[1]);
    }

    [TestMethod]
    public void AFacadeThatSavesWhatItHoldsIsLoadedAsThat()
    {
        TransformerChain<KeyToValueMappingTransformer> model = Directions.Train(_context);

        ITransformer loaded = new Facade(model).RoundTrip();

        Assert.AreEqual(3, ((TransformerChain<ITransformer>)loaded).Count());
        CollectionAssert.AreEqual(new[] { "s0", "s1", "s0", "s1", "s0", "s1" }, loaded.Transform(Directions.View(_context)).Column<string>("V"));
    }

    [TestMethod]
    public void AFacadeInAChainIsLoadedAsWhatItHolds()
    {
        TransformerChain<KeyToValueMappingTransformer> model = Directions.Train(_context);

        var loaded = (TransformerChain<ITransformer>)new TransformerChain<ITransformer>(model, new Facade(model.LastTransformer)).RoundTrip();

        Assert.AreEqual(2, loaded.Count());
        Assert.IsInstanceOfType<KeyToValueMappingTransformer>(loaded.LastTransformer);
    }

    [TestMethod]
    public void AStepThatSavesNothingIsAnError()
    {
        TransformerChain<KeyToValueMappingTransformer> model = Directions.Train(_context);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => new Facade(model, _ => { }).RoundTrip());

        StringAssert.StartsWith(error.Message, "ModelSignature not specified!");
    }

    [TestMethod]
    public void AStepThatSavesTwiceIsAnError()
    {
        TransformerChain<KeyToValueMappingTransformer> model = Directions.Train(_context);
        ITransformer step = model.LastTransformer;
        var twice = new Facade(
            model,
            context =>
            {
                step.Save(context);
                step.Save(context);
            });

        Assert.ThrowsExactly<InvalidOperationException>(() => twice.RoundTrip());
    }

    [TestMethod]
    public void OnlyTheStepsOfScoringAreSaved()
    {
        IDataView view = Directions.View(_context);
        TransformerChain<ColumnCopyingTransformer> model = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("B", "A"), TransformerScope.Training)
            .Append(_context.Transforms.CopyColumns("C", "A"))
            .Append(_context.Transforms.CopyColumns("D", "A"), TransformerScope.TrainTest)
            .Fit(view);

        CollectionAssert.AreEqual(new[] { "A", "S", "F", "C" }, model.RoundTrip().Transform(view).Schema.Names());
    }
}
