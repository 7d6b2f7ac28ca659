using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class MapValueTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(ValueRow.Rows);

    [TestMethod]
    public void ValuesThatAreNotInTheTableBecomeTheDefault()
    {
        var table = new Dictionary<string, float> { ["12"] = 1.5f, ["abc"] = 2 };

        IDataView mapped = _context.Transforms.Conversion.MapValue("O", table, "Text").Fit(View).RoundTrip().Transform(View);

        CollectionAssert.AreEqual(new[] { 1.5f, 0, 2, 1.5f }, mapped.Column<float>("O"));
    }

    [TestMethod]
    public void ValuesCanBeKeys()
    {
        var table = new Dictionary<string, string> { ["12"] = "x", ["abc"] = "y", ["q"] = "x" };

        IDataView mapped = _context.Transforms.Conversion.MapValue("O", table, "Text", treatValuesAsKeyType: true).Fit(View).RoundTrip().Transform(View);

        CollectionAssert.AreEqual(new uint[] { 1, 0, 2, 1 }, mapped.Column<uint>("O"));
        CollectionAssert.AreEqual(new[] { "x", "y" }, mapped.Schema["O"].KeyValues());
    }

    [TestMethod]
    public void IntegersAreNumberedInTheOrderOfTheTableUnsignedOnesAreRawKeys()
    {
        var signed = new Dictionary<int, int> { [400] = 2, [3] = 1 };
        var unsigned = new Dictionary<int, uint> { [400] = 2, [3] = 1 };

        CollectionAssert.AreEqual(
            new uint[] { 2, 0, 2, 1 },
            _context.Transforms.Conversion.MapValue("O", signed, "Whole", true).Fit(View).Transform(View).Column<uint>("O"));
        CollectionAssert.AreEqual(
            new uint[] { 1, 0, 1, 2 },
            _context.Transforms.Conversion.MapValue("O", unsigned, "Whole", true).Fit(View).Transform(View).Column<uint>("O"));
    }

    [TestMethod]
    public void ValuesCanBeVectors()
    {
        var table = new Dictionary<string, float[]> { ["12"] = [1, 2], ["abc"] = [3, 4] };

        IDataView mapped = _context.Transforms.Conversion.MapValue("O", table, "Text").Fit(View).Transform(View);

        Assert.AreEqual("Vector<Single, 2>", mapped.Schema["O"].Type.ToString());
        CollectionAssert.AreEqual(new float[] { 3, 4 }, mapped.Column<float[]>("O")[2]);
        Assert.IsEmpty(mapped.Column<float[]>("O")[1]);
    }

    [TestMethod]
    public void AVectorsItemsAreMappedOneByOne()
    {
        IDataView mapped = _context.Transforms.Conversion.MapValue("O", new Dictionary<string, string> { ["a"] = "A!" }, "Texts").Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { "A!", string.Empty }, mapped.Column<string[]>("O")[0]);
    }

    [TestMethod]
    public void ALookupViewGivesItsKeyTypeAndItsValues()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Lookup));
        definition["Class"].ColumnType = new KeyDataViewType(typeof(uint), 3);
        definition["Class"].AddAnnotation("KeyValues", new[] { "x", "y", "z" }, new VectorDataViewType(TextDataViewType.Instance, 3));
        IDataView lookup = _context.Data.LoadFromEnumerable([new Lookup { Text = "12", Class = 0 }, new Lookup { Text = "abc", Class = 2 }], definition);

        IDataView mapped = _context.Transforms.Conversion.MapValue("O", lookup, lookup.Schema["Text"], lookup.Schema["Class"], "Text")
            .Append(_context.Transforms.Conversion.MapKeyToValue("P", "O"))
            .Fit(View).RoundTrip().Transform(View);

        CollectionAssert.AreEqual(new uint[] { 1, 0, 3, 1 }, mapped.Column<uint>("O"));
        CollectionAssert.AreEqual(new[] { "x", string.Empty, "z", "x" }, mapped.Column<string>("P"));
    }

    [TestMethod]
    public void AKeyTwiceInTheTableIsRefused()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _context.Transforms.Conversion.MapValue("O", new KeyValuePair<int, int>[] { new(1, 1), new(1, 2) }, "Whole"));

        StringAssert.Contains(error.Message, "'1'");
    }

    [TestMethod]
    public void AColumnOfAnotherTypeIsRefused()
        => Assert.ThrowsExactly<InvalidOperationException>(
            () => _context.Transforms.Conversion.MapValue("O", new Dictionary<int, float> { [1] = 1 }, "Text").Fit(View).Transform(View).Column<float>("O"));

    private sealed class Lookup
    {
        public string? Text;

        public uint Class;
    }
}
