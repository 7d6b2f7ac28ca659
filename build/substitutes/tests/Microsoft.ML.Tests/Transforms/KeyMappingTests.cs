using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class KeyMappingTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(ValueRow.Rows);

    [TestMethod]
    public void KeysCountByOccurrenceAndNoTextIsMissing()
    {
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("O", "Text").Fit(View).Transform(View);

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 2), keys.Schema["O"].Type);
        CollectionAssert.AreEqual(new uint[] { 1, 0, 2, 1 }, keys.Column<uint>("O"));
        CollectionAssert.AreEqual(new[] { "12", "abc" }, keys.Schema["O"].KeyValues());
    }

    [TestMethod]
    public void KeysCanBeInTheOrderOfValues()
    {
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("O", "Whole", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Fit(View).Transform(View);

        CollectionAssert.AreEqual(new uint[] { 2, 1, 2, 3 }, keys.Column<uint>("O"));
    }

    [TestMethod]
    public void KeyValuesCanBeText()
    {
        DataViewSchema.Column column = _context.Transforms.Conversion.MapValueToKey("O", "Number", addKeyValueAnnotationsAsText: true)
            .Fit(View).Transform(View).Schema["O"];

        CollectionAssert.AreEqual(new[] { "0.1", "2" }, column.KeyValues());
        Assert.IsTrue(column.HasKeyValues());
    }

    [TestMethod]
    public void ValuesBeyondTheMaximumAreMissing()
    {
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("O", "Whole", maximumNumberOfKeys: 2).Fit(View).Transform(View);

        CollectionAssert.AreEqual(new uint[] { 1, 2, 1, 0 }, keys.Column<uint>("O"));
    }

    [TestMethod]
    public void KeysCanComeFromAnotherView()
    {
        IDataView keyData = _context.Data.LoadFromEnumerable([new Term { T = "abc" }, new Term { T = "zz" }, new Term { T = "12" }]);

        IDataView keys = _context.Transforms.Conversion.MapValueToKey("O", "Text", keyData: keyData).Fit(View).Transform(View);

        CollectionAssert.AreEqual(new uint[] { 3, 0, 1, 3 }, keys.Column<uint>("O"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Conversion.MapValueToKey("O", "Whole", keyData: keyData).Fit(View));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Conversion.MapValueToKey("O", "Text", keyData: View));
    }

    [TestMethod]
    public void AVectorsValuesShareOneVocabulary()
    {
        uint[][] keys = _context.Transforms.Conversion.MapValueToKey("O", "Longs").Fit(View).Transform(View).Column<uint[]>("O");

        CollectionAssert.AreEqual(new uint[] { 1, 2 }, keys[0]);
        CollectionAssert.AreEqual(new uint[] { 3, 4 }, keys[1]);
        CollectionAssert.AreEqual(new uint[] { 1, 5 }, keys[2]);
    }

    [TestMethod]
    public void KeysOfAnEmptyViewAreAllMissing()
    {
        IDataView empty = _context.Data.LoadFromEnumerable(Array.Empty<Term>());
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("T").Fit(empty).Transform(_context.Data.LoadFromEnumerable([new Term { T = "x" }]));

        Assert.AreEqual("Key<UInt32, 0-0>", keys.Schema["T"].Type.ToString());
        CollectionAssert.AreEqual(new uint[] { 0 }, keys.Column<uint>("T"));
    }

    [TestMethod]
    public void KeysMapBackToTheirValues()
    {
        IDataView back = _context.Transforms.Conversion.MapValueToKey("O", "Text")
            .Append(_context.Transforms.Conversion.MapKeyToValue("P", "O"))
            .Append(_context.Transforms.Conversion.MapValueToKey("Q", "Number"))
            .Append(_context.Transforms.Conversion.MapKeyToValue("R", "Q"))
            .Fit(View).RoundTrip().Transform(View);

        CollectionAssert.AreEqual(new[] { "12", string.Empty, "abc", "12" }, back.Column<string>("P"));
        CollectionAssert.AreEqual(new[] { 0.1f, float.NaN, 2, 0.1f }, back.Column<float>("R"));
    }

    [TestMethod]
    public void OnlyKeysWithValuesMapBack()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.Conversion.MapKeyToValue("Key").Fit(View));
        IEstimator<ITransformer> chain = _context.Transforms.Conversion.MapKeyToValue("Whole").Append(_context.Transforms.CopyColumns("C", "Whole"));
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => chain.Fit(View));
        StringAssert.Contains(error.Message, "'Whole'");
    }

    [TestMethod]
    public void AMissingColumnIsNamed()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Conversion.MapValueToKey("O", "Nope").Fit(View));

        StringAssert.Contains(error.Message, "'Nope'");
    }

    private sealed class Term
    {
        public string? T;
    }
}
