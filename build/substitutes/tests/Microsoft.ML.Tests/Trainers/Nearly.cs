namespace Substitutes.Tests.MachineLearning.Trainers;

internal static class Nearly
{
    public static void Equal(IEnumerable<float> expected, IEnumerable<float> actual, double tolerance = 1e-4)
    {
        float[] left = [.. expected];
        float[] right = [.. actual];
        Assert.AreEqual(left.Length, right.Length);
        for (int i = 0; i < left.Length; i++)
            Assert.AreEqual(left[i], right[i], tolerance, $"Item {i}: expected [{string.Join(", ", left)}], got [{string.Join(", ", right)}].");
    }
}
