using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

[TestClass]
public sealed class ObjectViewTests
{
    private readonly MLContext _context = new(7);

    [TestMethod]
    public void MembersAreColumnsFieldsFirst()
    {
        IDataView view = _context.Data.LoadFromEnumerable(SampleRow.Make(2));

        CollectionAssert.AreEqual(new[] { "A", "S", "F", "K", "B", "D", "Renamed", "I" }, view.Schema.Names());
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["F"].Type);
        Assert.AreEqual("Key<UInt32, 0-3>", view.Schema["K"].Type.ToString());
        Assert.AreEqual(TextDataViewType.Instance, view.Schema["S"].Type);
        Assert.AreEqual(2L, view.GetRowCount());
        Assert.IsFalse(view.CanShuffle);
    }

    [TestMethod]
    public void NoTextIsEmptyText()
    {
        IDataView view = _context.Data.LoadFromEnumerable(SampleRow.Make(3));

        CollectionAssert.AreEqual(new[] { "s0", "s1", string.Empty }, view.Column<string>("S"));
    }

    [TestMethod]
    public void KeysInMemoryAreZeroBasedAndThoseOutOfRangeAreMissing()
    {
        IDataView view = _context.Data.LoadFromEnumerable(SampleRow.Make(6));

        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 4, 0, 0 }, view.Column<uint>("K"));
    }

    [TestMethod]
    public void VectorsOfKeysAreTakenAsTheyAre()
    {
        IDataView view = _context.Data.LoadFromEnumerable([new KeyVectorRow { V = [0, 1] }]);

        CollectionAssert.AreEqual(new uint[] { 0, 1 }, view.Column<uint[]>("V")[0]);
    }

    [TestMethod]
    public void KeysComeBackOneBased()
    {
        IDataView view = _context.Data.LoadFromEnumerable(SampleRow.Make(2));

        uint[] keys = [.. _context.Data.CreateEnumerable<KeyOnly>(view, reuseRowObject: false).Select(row => row.K)];

        CollectionAssert.AreEqual(new uint[] { 1, 2 }, keys);
    }

    [TestMethod]
    public void RowsAreReadOnlyWhenTheyAreAskedFor()
    {
        int read = 0;
        IDataView view = _context.Data.LoadFromEnumerable(SampleRow.Make(5).Select(row =>
        {
            read++;
            return row;
        }));

        Assert.AreEqual(0, read);
        Assert.IsNull(view.GetRowCount());
        Assert.HasCount(2, _context.Data.TakeRows(view, 2).Values());
        Assert.AreEqual(2, read);
    }

    [TestMethod]
    public void ANullRowIsRefused()
    {
        IDataView view = _context.Data.LoadFromEnumerable(new SampleRow[] { null! });

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => view.Values());

        StringAssert.Contains(error.Message, "null");
    }

    [TestMethod]
    public void AMemberWithoutADataViewTypeIsNamed()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromEnumerable([new NullableRow()]));

        StringAssert.Contains(error.Message, "member N");
    }

    [TestMethod]
    public void ASchemaDefinitionWinsOverAttributes()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(SampleRow));
        definition["F"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 3);
        definition["A"].ColumnName = "Other";
        definition["K"].AddAnnotation("KeyValues", new[] { "a", "b", "c", "d" }, new VectorDataViewType(TextDataViewType.Instance, 4));

        DataViewSchema schema = _context.Data.LoadFromEnumerable(SampleRow.Make(1), definition).Schema;

        Assert.AreEqual("Vector<Single, 1, 3>", schema["F"].Type.ToString());
        Assert.IsNotNull(schema.GetColumnOrNull("Other"));
        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d" }, schema["K"].KeyValues());
    }

    [TestMethod]
    public void ADefinitionThatDoesNotFitItsMemberIsRefused()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(SampleRow));
        definition["A"].ColumnType = NumberDataViewType.Double;

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromEnumerable(SampleRow.Make(1), definition));

        StringAssert.Contains(error.Message, "'A'");
        StringAssert.Contains(error.Message, "System.Double");
    }

    [TestMethod]
    public void ASchemaGivesTypesAndAnnotations()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(KeyOnly));
        definition["K"].ColumnType = new KeyDataViewType(typeof(uint), 2);
        definition["K"].AddAnnotation("KeyValues", new[] { "x", "y" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        DataViewSchema schema = _context.Data.LoadFromEnumerable([new KeyOnly()], definition).Schema;

        IDataView view = _context.Data.LoadFromEnumerable([new KeyOnly { K = 1 }], schema);

        CollectionAssert.AreEqual(new[] { "x", "y" }, view.Schema["K"].KeyValues());
        CollectionAssert.AreEqual(new uint[] { 2 }, view.Column<uint>("K"));
    }

    private sealed class KeyVectorRow
    {
        [KeyType(2), VectorType(2)]
        public uint[]? V;
    }

    private sealed class KeyOnly
    {
        public uint K { get; set; }
    }

    private sealed class NullableRow
    {
        public float? N = 1;
    }
}
