using System.Collections;

namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Elements in a shape.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class Tensor<T> : TensorBase, IList, IList<T>, IReadOnlyList<T>, IStructuralComparable, IStructuralEquatable
{
    private const string FixedSize = "A tensor has a fixed size.";

    private readonly int[] _dimensions;
    private readonly int[] _strides;

    protected Tensor(int length)
        : this([length], false)
    {
    }

    protected Tensor(ReadOnlySpan<int> dimensions, bool reverseStride)
        : base(typeof(T))
    {
        _dimensions = dimensions.ToArray();
        _strides = new int[_dimensions.Length];
        IsReversedStride = reverseStride;
        long length = 1;
        for (var i = 0; i < _dimensions.Length; i++)
        {
            var axis = reverseStride ? i : _dimensions.Length - 1 - i;
            ArgumentOutOfRangeException.ThrowIfNegative(_dimensions[axis], nameof(dimensions));
            _strides[axis] = checked((int)length);
            length *= _dimensions[axis];
        }

        Length = length;
    }

    public long Length { get; }

    public int Rank => _dimensions.Length;

    public ReadOnlySpan<int> Dimensions => _dimensions;

    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>Whether the first dimension is the one whose elements lie next to each other.</summary>
    public bool IsReversedStride { get; }

    public bool IsFixedSize => true;

    public bool IsReadOnly => false;

    int ICollection.Count => checked((int)Length);

    int ICollection<T>.Count => checked((int)Length);

    int IReadOnlyCollection<T>.Count => checked((int)Length);

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object IList.this[int index]
    {
        get => GetValue(index);
        set => SetValue(index, (T)value);
    }

    T IList<T>.this[int index]
    {
        get => GetValue(index);
        set => SetValue(index, value);
    }

    T IReadOnlyList<T>.this[int index] => GetValue(index);

    public virtual T this[params int[] indices]
    {
        get => this[indices.AsSpan()];
        set => this[indices.AsSpan()] = value;
    }

    public virtual T this[ReadOnlySpan<int> indices]
    {
        get => GetValue(IndexOf(indices));
        set => SetValue(IndexOf(indices), value);
    }

    public static bool Equals(Tensor<T> left, Tensor<T> right) => ((IStructuralEquatable)left).Equals(right, EqualityComparer<T>.Default);

    public static int Compare(Tensor<T> left, Tensor<T> right) => ((IStructuralComparable)left).CompareTo(right, Comparer<T>.Default);

    public abstract T GetValue(int index);

    public abstract void SetValue(int index, T value);

    public abstract Tensor<T> Clone();

    public abstract Tensor<T> Reshape(ReadOnlySpan<int> dimensions);

    public abstract Tensor<TResult> CloneEmpty<TResult>(ReadOnlySpan<int> dimensions);

    public virtual Tensor<T> CloneEmpty() => CloneEmpty<T>(Dimensions);

    public virtual Tensor<T> CloneEmpty(ReadOnlySpan<int> dimensions) => CloneEmpty<T>(dimensions);

    public virtual Tensor<TResult> CloneEmpty<TResult>() => CloneEmpty<TResult>(Dimensions);

    public virtual void Fill(T value)
    {
        for (var i = 0; i < Length; i++)
        {
            SetValue(i, value);
        }
    }

    public virtual DenseTensor<T> ToDenseTensor()
    {
        var result = new DenseTensor<T>(Dimensions, IsReversedStride);
        for (var i = 0; i < Length; i++)
        {
            result.SetValue(i, GetValue(i));
        }

        return result;
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (var i = 0; i < Length; i++)
        {
            yield return GetValue(i);
        }
    }

    void ICollection.CopyTo(Array array, int index) => CopyTo((T[])array, index);

    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => CopyTo(array, arrayIndex);

    bool IList.Contains(object value) => value is T item && Contains(item);

    bool ICollection<T>.Contains(T item) => Contains(item);

    int IList.IndexOf(object value) => value is T item ? IndexOf(item) : -1;

    int IList<T>.IndexOf(T item) => IndexOf(item);

    void IList.Clear() => Fill(default);

    void ICollection<T>.Clear() => Fill(default);

    int IList.Add(object value) => throw new InvalidOperationException(FixedSize);

    void ICollection<T>.Add(T item) => throw new InvalidOperationException(FixedSize);

    void IList.Insert(int index, object value) => throw new InvalidOperationException(FixedSize);

    void IList<T>.Insert(int index, T item) => throw new InvalidOperationException(FixedSize);

    void IList.Remove(object value) => throw new InvalidOperationException(FixedSize);

    bool ICollection<T>.Remove(T item) => throw new InvalidOperationException(FixedSize);

    void IList.RemoveAt(int index) => throw new InvalidOperationException(FixedSize);

    void IList<T>.RemoveAt(int index) => throw new InvalidOperationException(FixedSize);

    bool IStructuralEquatable.Equals(object other, IEqualityComparer comparer)
    {
        if (other is not Tensor<T> tensor || !tensor.Dimensions.SequenceEqual(Dimensions))
        {
            return false;
        }

        for (var i = 0; i < Length; i++)
        {
            if (!comparer.Equals(GetValue(i), tensor.GetValue(i)))
            {
                return false;
            }
        }

        return true;
    }

    int IStructuralEquatable.GetHashCode(IEqualityComparer comparer)
    {
        var hash = default(HashCode);
        foreach (var item in (IEnumerable<T>)this)
        {
            hash.Add(item is null ? 0 : comparer.GetHashCode(item));
        }

        return hash.ToHashCode();
    }

    int IStructuralComparable.CompareTo(object other, IComparer comparer)
    {
        if (other is not Tensor<T> tensor || tensor.Length != Length)
        {
            throw new ArgumentException("Only a tensor of the same type and length can be compared.", nameof(other));
        }

        for (var i = 0; i < Length; i++)
        {
            var order = comparer.Compare(GetValue(i), tensor.GetValue(i));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    protected virtual bool Contains(T item) => IndexOf(item) >= 0;

    protected virtual void CopyTo(T[] array, int arrayIndex)
    {
        for (var i = 0; i < Length; i++)
        {
            array[arrayIndex + i] = GetValue(i);
        }
    }

    protected virtual int IndexOf(T item)
    {
        for (var i = 0; i < Length; i++)
        {
            if (EqualityComparer<T>.Default.Equals(GetValue(i), item))
            {
                return i;
            }
        }

        return -1;
    }

    private int IndexOf(ReadOnlySpan<int> indices)
    {
        if (indices.Length != Rank)
        {
            throw new ArgumentException($"The tensor has {Rank} dimensions, but {indices.Length} indices were given.", nameof(indices));
        }

        var index = 0;
        for (var axis = 0; axis < indices.Length; axis++)
        {
            if ((uint)indices[axis] >= (uint)_dimensions[axis])
            {
                throw new IndexOutOfRangeException($"Index {indices[axis]} of dimension {axis} is not below {_dimensions[axis]}.");
            }

            index += indices[axis] * _strides[axis];
        }

        return index;
    }
}
