namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>A tensor that keeps every element, in one stretch of memory.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public class DenseTensor<T> : Tensor<T>
{
    /// <summary>Makes a vector.</summary>
    public DenseTensor(int length)
        : base(length)
    {
        Buffer = new T[length];
    }

    public DenseTensor(ReadOnlySpan<int> dimensions, bool reverseStride = false)
        : base(dimensions, reverseStride)
    {
        Buffer = new T[Length];
    }

    /// <summary>Shows memory as a tensor, without a copy.</summary>
    public DenseTensor(Memory<T> memory, ReadOnlySpan<int> dimensions, bool reverseStride = false)
        : base(dimensions, reverseStride)
    {
        if (Length != memory.Length)
        {
            throw new ArgumentException($"Length of {nameof(memory)} ({memory.Length}) must match product of {nameof(dimensions)} ({Length}).");
        }

        Buffer = memory;
    }

    public Memory<T> Buffer { get; }

    public override T GetValue(int index) => Buffer.Span[index];

    public override void SetValue(int index, T value) => Buffer.Span[index] = value;

    public override Tensor<T> Clone() => new DenseTensor<T>(Buffer.ToArray(), Dimensions, IsReversedStride);

    public override Tensor<TResult> CloneEmpty<TResult>(ReadOnlySpan<int> dimensions) => new DenseTensor<TResult>(dimensions, IsReversedStride);

    public override Tensor<T> Reshape(ReadOnlySpan<int> dimensions) => new DenseTensor<T>(Buffer, dimensions, IsReversedStride);

    protected override void CopyTo(T[] array, int arrayIndex) => Buffer.Span.CopyTo(array.AsSpan(arrayIndex));

    protected override int IndexOf(T item)
    {
        var comparer = EqualityComparer<T>.Default;
        var span = Buffer.Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (comparer.Equals(span[i], item))
            {
                return i;
            }
        }

        return -1;
    }
}
