using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxTransformer.Tests.Runtime;

[TestClass]
public class DenseTensorTests
{
    [TestMethod]
    public void Indices_run_over_rows_first()
    {
        var tensor = new DenseTensor<int>(new[] { 1, 2, 3, 4, 5, 6 }, new[] { 2, 3 });

        Assert.AreEqual(6, tensor[1, 2]);
        Assert.AreEqual(3, tensor[0, 2]);
        CollectionAssert.AreEqual(new[] { 3, 1 }, tensor.Strides.ToArray());
        Assert.AreEqual(6, tensor.Length);
        Assert.AreEqual(2, tensor.Rank);
    }

    [TestMethod]
    public void A_reversed_stride_runs_over_columns_first()
    {
        var tensor = new DenseTensor<int>(new[] { 1, 2, 3, 4, 5, 6 }, new[] { 2, 3 }, reverseStride: true);

        Assert.AreEqual(2, tensor[1, 0]);
        Assert.AreEqual(5, tensor[0, 2]);
    }

    [TestMethod]
    public void It_shows_the_memory_that_it_was_made_of()
    {
        var memory = new float[4];
        var tensor = new DenseTensor<float>(memory, new[] { 2, 2 });

        tensor[1, 0] = 7;
        tensor.Reshape(new[] { 4 })[0] = 5;

        CollectionAssert.AreEqual(new float[] { 5, 0, 7, 0 }, memory);
    }

    [TestMethod]
    public void A_shape_of_another_length_is_refused()
        => Assert.ThrowsExactly<ArgumentException>(() => new DenseTensor<float>(new float[5], new[] { 2, 3 }));
}
