using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Tensors;

[TestClass]
public sealed class CreationTests
{
    [TestMethod]
    public void ElementTypesFollowTheValues()
    {
        Assert.AreEqual(ScalarType.Float32, zeros(2, 3).dtype);
        Assert.AreEqual(ScalarType.Int64, full(2, 3).dtype);
        Assert.AreEqual(ScalarType.Float32, full(2, 3.0).dtype);
        Assert.AreEqual(ScalarType.Int64, arange(5).dtype);
        Assert.AreEqual(ScalarType.Float32, arange(0, 1, 0.25).dtype);
        Assert.AreEqual(ScalarType.Int64, randint(10, new long[] { 4 }).dtype);
        Assert.AreEqual(ScalarType.Int64, randperm(4).dtype);
        Assert.AreEqual(ScalarType.Float64, tensor(1.5).dtype);
        Assert.AreEqual(ScalarType.Float32, tensor(1.5f).dtype);
        Assert.AreEqual(ScalarType.Bool, tensor(new[] { true, false }).dtype);
    }

    [TestMethod]
    public void ArraysAreCopiedInRowMajorOrder()
    {
        var array = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        using Tensor matrix = tensor(array);
        array[0, 0] = 100;

        CollectionAssert.AreEqual(new long[] { 2, 3 }, matrix.shape);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5, 6 }, matrix.data<float>().ToArray());
    }

    [TestMethod]
    public void AnArrayTakesTheDimensionsThatAreAskedFor()
    {
        using Tensor cube = tensor(new long[] { 1, 2, 3, 4, 5, 6, 7, 8 }, new long[] { 2, 2, 2 });

        Assert.AreEqual(6, cube[1, 0, 1].item<long>());
    }

    [TestMethod]
    public void AnArrayOfAnotherSizeIsRefused()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => tensor(new float[5], new long[] { 2, 3 }));

        StringAssert.Contains(error.Message, "6 vs. 5");
    }

    [TestMethod]
    public void LikesTakeShapeTypeAndDeviceFromTheirModel()
    {
        using Tensor model = zeros(new long[] { 2, 3 }, dtype: float64);

        Assert.AreEqual(ScalarType.Float64, model.ones_like().dtype);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, full_like(model, 7).shape);
        Assert.AreEqual(7, full_like(model, 7)[1, 2].item<double>());
        Assert.AreEqual(ScalarType.Float32, rand_like(model, dtype: float32).dtype);
    }

    [TestMethod]
    public void RangesAndGrids()
    {
        CollectionAssert.AreEqual(new long[] { 2, 5, 8 }, arange(2, 10, 3).Longs());
        Numbers.AreClose(new[] { 0f, 0.5f, 1f }, linspace(0, 1, 3));
        Numbers.AreClose(new[] { 1f, 0, 0, 0, 1, 0 }, eye(2, 3).flatten());
        CollectionAssert.AreEqual(new long[] { 0, 1, 2, 3, 4, 5 }, randperm(6).sort().Values.Longs());
    }

    [TestMethod]
    public void TheDefaultTypeCanBeSet()
    {
        set_default_dtype(ScalarType.Float64);
        try
        {
            Assert.AreEqual(ScalarType.Float64, zeros(1).dtype);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
    }

    [TestMethod]
    public void LargeArraysArrive()
    {
        float[] values = [.. Enumerable.Range(0, 1_000_000).Select(i => (float)i)];
        using Tensor large = tensor(values);

        Assert.AreEqual(999_999f, large[-1].item<float>());
    }
}
