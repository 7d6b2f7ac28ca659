using Microsoft.ML;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class CustomMappingTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(MeasuredRow.Rows);

    [TestMethod]
    public void EveryMemberOfTheOutputClassIsAColumn()
    {
        IDataView mapped = _context.Transforms.CustomMapping<CustomInput, CustomOutput>(DoublingFactory.Double, null).Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { 2, 4, float.NaN, 8 }, mapped.Column<float>("Twice"));
        CollectionAssert.AreEqual(new[] { "n1", "n2", "n3", "n4" }, mapped.Column<string>("Name"));
        CollectionAssert.AreEqual(new[] { 2f, 1 }, mapped.Column<float[]>("Pair")[1]);
        Assert.AreEqual("Vector<Single, 2>", mapped.Schema["Pair"].Type.ToString());
        Assert.AreEqual(4L, mapped.GetRowCount());
    }

    [TestMethod]
    public void TheFunctionRunsOnceForARowHoweverManyColumnsAreRead()
    {
        int calls = 0;
        IDataView mapped = _context.Transforms.CustomMapping<CustomInput, CustomOutput>(
            (input, output) =>
            {
                calls++;
                DoublingFactory.Double(input, output);
            },
            null).Fit(View).Transform(View);

        mapped.Column<float>("Number");
        Assert.AreEqual(0, calls, "None of its columns was asked for.");

        using DataViewRowCursor cursor = mapped.GetRowCursor(mapped.Schema);
        ValueGetter<float> number = cursor.GetGetter<float>(mapped.Schema["Twice"]);
        ValueGetter<ReadOnlyMemory<char>> name = cursor.GetGetter<ReadOnlyMemory<char>>(mapped.Schema["Name"]);
        float twice = 0;
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            number(ref twice);
            name(ref text);
            number(ref twice);
        }

        Assert.AreEqual(4, calls);
    }

    [TestMethod]
    public void WithoutAContractItCannotBeSaved()
    {
        ITransformer model = _context.Transforms.CustomMapping<CustomInput, CustomOutput>(DoublingFactory.Double, null).Fit(View);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => model.ToBytes());

        StringAssert.StartsWith(error.Message, "Empty contract name for a transform");
    }

    [TestMethod]
    public void ALoadedMappingIsFoundByItsContract()
    {
        byte[] saved = _context.Transforms.CustomMapping<CustomInput, CustomOutput>(DoublingFactory.Double, DoublingFactory.Contract).Fit(View).ToBytes();
        var context = new MLContext();
        context.ComponentCatalog.RegisterAssembly(typeof(DoublingFactory).Assembly);

        ITransformer loaded = context.Model.Load(new MemoryStream(saved), out _);

        CollectionAssert.AreEqual(new[] { 2, 4, float.NaN, 8 }, loaded.Transform(View).Column<float>("Twice"));
    }

    [TestMethod]
    public void AContractThatNobodyFulfilsFailsOnLoading()
    {
        byte[] saved = _context.Transforms.CustomMapping<CustomInput, CustomOutput>(DoublingFactory.Double, "Absent").Fit(View).ToBytes();

        Assert.ThrowsExactly<InvalidOperationException>(() => new MLContext().Model.Load(new MemoryStream(saved), out _));
    }

    [TestMethod]
    public void AMissingInputIsNamed()
    {
        IDataView other = _context.Data.LoadFromEnumerable(new[] { new ValueRow() });

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.Transforms.CustomMapping<CustomInput, CustomOutput>(DoublingFactory.Double, null)
                .Append(_context.Transforms.CopyColumns("Z", "Twice")).Fit(_context.Transforms.DropColumns("Number").Fit(other).Transform(other)));

        StringAssert.Contains(error.Message, "'Number'");
    }
}
