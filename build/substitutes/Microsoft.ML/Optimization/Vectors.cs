using System.Numerics;

namespace Microsoft.ML.Trainers;

/// <summary>Arithmetic on dense vectors of equal length.</summary>
internal static class Vectors
{
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        int width = Vector<float>.Count;
        int i = 0;
        Vector<float> first = Vector<float>.Zero;
        Vector<float> second = Vector<float>.Zero;
        for (; i <= left.Length - (2 * width); i += 2 * width)
        {
            first += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
            second += new Vector<float>(left[(i + width)..]) * new Vector<float>(right[(i + width)..]);
        }

        float sum = Vector.Sum(first + second);
        for (; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    public static float Norm(ReadOnlySpan<float> vector) => MathF.Sqrt(Dot(vector, vector));

    /// <summary>target += scale * source</summary>
    public static void AddMultiple(ReadOnlySpan<float> source, float scale, Span<float> target)
    {
        int width = Vector<float>.Count;
        int i = 0;
        var scales = new Vector<float>(scale);
        for (; i <= source.Length - width; i += width)
        {
            Vector<float> sum = new Vector<float>(target[i..]) + (new Vector<float>(source[i..]) * scales);
            sum.CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
            target[i] += scale * source[i];
    }

    /// <summary>target = left + scale * right</summary>
    public static void AddMultipleInto(ReadOnlySpan<float> left, float scale, ReadOnlySpan<float> right, Span<float> target)
    {
        left.CopyTo(target);
        AddMultiple(right, scale, target);
    }

    public static void Scale(Span<float> vector, float scale)
    {
        for (int i = 0; i < vector.Length; i++)
            vector[i] *= scale;
    }

    /// <summary>The largest magnitude; NaN where any item is NaN.</summary>
    public static float MaxNorm(ReadOnlySpan<float> vector)
    {
        float max = 0;
        foreach (float value in vector)
            max = Math.Max(max, Math.Abs(value));
        return max;
    }
}
