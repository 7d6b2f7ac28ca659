using TorchSharp;

namespace Substitutes.Tests.TorchSharp.Support;

/// <summary>Tensors as .NET arrays, and comparisons of the two.</summary>
internal static class Numbers
{
    public static float[] Floats(this torch.Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    public static long[] Longs(this torch.Tensor tensor) => tensor.contiguous().data<long>().ToArray();

    public static bool[] Booleans(this torch.Tensor tensor) => tensor.contiguous().data<bool>().ToArray();

    public static void AreClose(float[] expected, torch.Tensor actual, double tolerance = 1e-5)
    {
        float[] values = actual.Floats();
        Assert.AreEqual(expected.Length, values.Length, "number of elements");
        for (int i = 0; i < values.Length; i++)
        {
            Assert.AreEqual(expected[i], values[i], tolerance, $"element {i}");
        }
    }

    public static void AreClose(torch.Tensor expected, torch.Tensor actual, double tolerance = 1e-5)
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape, "shape");
        Assert.IsTrue(
            expected.allclose(actual, tolerance, tolerance),
            $"the largest difference is {(expected - actual).abs().max().ToSingle()}");
    }
}
