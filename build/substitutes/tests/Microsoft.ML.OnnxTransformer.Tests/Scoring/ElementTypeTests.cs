using Microsoft.ML.OnnxTransformer.Tests.Models;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

[TestClass]
public class ElementTypeTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Single() => PassThrough(OnnxType.Float, new float[] { 1.5f, float.NaN });

    [TestMethod]
    public void Double() => PassThrough(OnnxType.Double, new[] { 1.5, double.MaxValue });

    [TestMethod]
    public void Int64() => PassThrough(OnnxType.Int64, new[] { long.MinValue, long.MaxValue });

    [TestMethod]
    public void Int32() => PassThrough(OnnxType.Int32, new[] { int.MinValue, int.MaxValue });

    [TestMethod]
    public void UInt32() => PassThrough(OnnxType.UInt32, new[] { 0u, uint.MaxValue });

    [TestMethod]
    public void Byte() => PassThrough(OnnxType.UInt8, new byte[] { 0, 255 });

    [TestMethod]
    public void Boolean() => PassThrough(OnnxType.Bool, new[] { true, false });

    [TestMethod]
    public void Text()
    {
        var vectors = Run(OnnxType.String, new PairRow<string> { x = ["Straße", "北京"] });
        var scalars = Run(OnnxType.String, new ScalarRow<string> { x = "Straße" }, dimensions: 1);

        CollectionAssert.AreEqual(new[] { "Straße", "北京" }, vectors.ReadVectors<ReadOnlyMemory<char>>("y")[0].Select(text => text.ToString()).ToArray());
        Assert.AreEqual("Straße", scalars.ReadVectors<ReadOnlyMemory<char>>("y")[0].Single().ToString());
    }

    private void PassThrough<T>(OnnxType type, T[] values)
    {
        var vectors = Run(type, new PairRow<T> { x = values });
        var scalars = Run(type, new ScalarRow<T> { x = values[1] }, dimensions: 1);

        CollectionAssert.AreEqual(values, vectors.ReadVectors<T>("y")[0]);
        CollectionAssert.AreEqual(new[] { values[1] }, scalars.ReadVectors<T>("y")[0]);
    }

    private IDataView Run<TRow>(OnnxType type, TRow row, int dimensions = 2)
        where TRow : class
    {
        using var file = new ModelFile(SampleModels.Identity(type, -1, dimensions));
        var data = _context.Data.LoadFromEnumerable([row]);
        return _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data).Transform(data);
    }
}
