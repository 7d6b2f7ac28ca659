using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class ConvertTypeTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(ValueRow.Rows);

    [TestMethod]
    public void TextBecomesANumberOrNaN()
    {
        float[] numbers = Convert("Text", DataKind.Single).Column<float>("O");

        CollectionAssert.AreEqual(new[] { 12, 0, float.NaN, 12 }, numbers);
    }

    [TestMethod]
    public void TextThatIsNoIntegerIsAnError()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Convert("Text", DataKind.Int32).Column<int>("O"));

        StringAssert.Contains((error.InnerException ?? error).Message, "could not be parsed from text to int");
    }

    [TestMethod]
    public void NumbersBecomeTextAndBooleans()
    {
        CollectionAssert.AreEqual(new[] { "0.1", "NaN", "2", "0.1" }, Convert("Number", DataKind.String).Column<string>("O"));
        CollectionAssert.AreEqual(new[] { true, true, true, true }, Convert("Number", DataKind.Boolean).Column<bool>("O"));
        CollectionAssert.AreEqual(new float[] { 1, 0, 1, 0 }, Convert("Flag", DataKind.Single).Column<float>("O"));
        CollectionAssert.AreEqual(new sbyte[] { 3, -7, 3, -112 }, Convert("Whole", DataKind.SByte).Column<sbyte>("O"));
    }

    [TestMethod]
    public void VectorsAreConvertedItemByItem()
        => CollectionAssert.AreEqual(new[] { "5", "-5" }, Convert("Longs", DataKind.String).Column<string[]>("O")[0]);

    [TestMethod]
    public void AKeyStaysAKeyAndKeepsItsValues()
    {
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("K", "Text").Append(_context.Transforms.Conversion.ConvertType("O", "K", DataKind.Byte))
            .Fit(View).Transform(View);

        Assert.AreEqual("Key<Byte, 0-1>", keys.Schema["O"].Type.ToString());
        CollectionAssert.AreEqual(new byte[] { 1, 0, 2, 1 }, keys.Column<byte>("O"));
        CollectionAssert.AreEqual(new[] { "12", "abc" }, keys.Schema["O"].KeyValues());
    }

    [TestMethod]
    public void AConversionThatThereIsNotNamesTheColumn()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Convert("Key", DataKind.Single));

        StringAssert.Contains(error.Message, "'Key'");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Convert("Number", DataKind.Int32));
    }

    [TestMethod]
    public void ALoadedConverterConverts()
    {
        ITransformer loaded = _context.Transforms.Conversion.ConvertType("O", "Whole", DataKind.Double).Fit(View).RoundTrip();

        CollectionAssert.AreEqual(new double[] { 3, -7, 3, 400 }, loaded.Transform(View).Column<double>("O"));
    }

    private IDataView Convert(string column, DataKind kind) => _context.Transforms.Conversion.ConvertType("O", column, kind).Fit(View).Transform(View);
}
