using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in the computer's own memory, in row-major order whatever the strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly T* data;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException(
                "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        this.tensor = tensor;
        data = (T*)tensor.DataPointer;
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => data[Offset(indices)];
        set => data[Offset(indices)] = value;
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) =>
        left.Count == right.Count && left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public T[] ToArray()
    {
        var result = new T[Count];
        if (contiguous)
        {
            // One copy at a time, because a span has at most int.MaxValue elements.
            new ReadOnlySpan<T>(data, checked((int)Count)).CopyTo(result);
        }
        else
        {
            for (long i = 0; i < Count; i++)
            {
                result[i] = data[Offset(i)];
            }
        }

        GC.KeepAlive(tensor);
        return result;
    }

    public Array ToNDArray()
    {
        if (shape.Length == 0)
        {
            return ToArray();
        }

        Array result = Array.CreateInstance(typeof(T), shape);
        var indices = new long[shape.Length];
        for (long i = 0; i < Count; i++)
        {
            result.SetValue(data[Offset(i)], indices);
            for (int dim = shape.Length - 1; dim >= 0 && ++indices[dim] == shape[dim]; dim--)
            {
                indices[dim] = 0;
            }
        }

        return result;
    }

    public void Dispose() => GC.KeepAlive(tensor);

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    public override int GetHashCode() => base.GetHashCode();

    internal static T ReadItemAt(torch.Tensor tensor, long index)
    {
        using TensorAccessor<T> accessor = tensor.data<T>();
        return accessor.At(index);
    }

    private T At(long index)
    {
        if (index < 0 || index >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"{index} in a collection of {Count} elements.");
        }

        return data[Offset(index)];
    }

    private long Offset(long index)
    {
        if (contiguous)
        {
            return index;
        }

        long offset = 0;
        for (int dim = shape.Length - 1; dim >= 0; dim--)
        {
            (index, long position) = Math.DivRem(index, shape[dim]);
            offset += position * strides[dim];
        }

        return offset;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] < 0 || indices[0] >= Count)
            {
                throw new IndexOutOfRangeException($"{indices[0]} in a collection of {Count} elements.");
            }

            return Offset(indices[0]);
        }

        long offset = 0;
        for (int dim = shape.Length - 1; dim >= 0; dim--)
        {
            if (indices[dim] < 0 || indices[dim] >= shape[dim])
            {
                throw new IndexOutOfRangeException($"{indices[dim]} >= {shape[dim]} in dimension {dim}.");
            }

            offset += indices[dim] * strides[dim];
        }

        return offset;
    }
}
