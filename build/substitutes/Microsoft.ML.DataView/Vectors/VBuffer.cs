using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A dense or sparse vector over arrays that getters reuse from row to row.</summary>
public readonly struct VBuffer<T> : IEnumerable
{
    public readonly int Length;

    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    public VBuffer(int length, T[] values, int[] indices = null)
    {
        Check.Param(length >= 0, nameof(length));
        Check.Param((values?.Length ?? 0) >= length, nameof(values));
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check.Param(length >= 0, nameof(length));
        Check.Param(count >= 0 && count <= length, nameof(count));
        Check.Param((values?.Length ?? 0) >= count, nameof(values));
        Check.Param(count == length || (indices?.Length ?? 0) >= count, nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        int available = source?.Length ?? 0;
        Check.Param(length >= 0 && length <= available, nameof(length));
        Check.Param(sourceIndex >= 0 && sourceIndex <= available - length, nameof(sourceIndex));
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        Check.Param(sourceIndex >= 0 && sourceIndex <= Length, nameof(sourceIndex));
        Check.Param(length >= 0 && sourceIndex <= Length - length, nameof(length));

        if (IsDense)
        {
            VBufferEditor<T> dense = VBufferEditor.Create(ref destination, length);
            _values.AsSpan(sourceIndex, length).CopyTo(dense.Values);
            destination = dense.Commit();
            return;
        }

        int first = FirstAtOrAfter(sourceIndex);
        int count = FirstAtOrAfter(sourceIndex + length) - first;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, count);
        _values.AsSpan(first, count).CopyTo(editor.Values);
        for (int i = 0; i < editor.Indices.Length; i++)
            editor.Indices[i] = _indices[first + i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Check.Param(
            destinationIndex >= 0 && destinationIndex <= destination.Length - Length,
            nameof(destination),
            "Not large enough to hold these values.");

        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        // With no explicit value at all the real type clears, whatever the default value is.
        if (_count == 0)
            target.Clear();
        else
            target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
        => IsDense || !all ? ExplicitItems(_values, IsDense ? null : _indices, _count) : AllItems(this);

    public IEnumerable<T> DenseValues()
    {
        VBuffer<T> self = this;
        return AllItems(self).Select(item => item.Value);
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        Check.Param(index >= 0 && index < Length, nameof(index));
        if (IsDense)
            return _values[index];
        int position = Array.BinarySearch(_indices ?? [], 0, _count, index);
        return position >= 0 ? _values[position] : default;
    }

    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    // The values' array itself, spare capacity and all: that is what the real type enumerates.
    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    internal VBufferEditor<T> GetEditor() => GetEditor(Length, _count);

    internal VBufferEditor<T> GetEditor(
        int newLogicalLength,
        int? valuesCount,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        Check.Param(newLogicalLength >= 0, nameof(newLogicalLength), "Must be non-negative.");
        Check.Param(valuesCount is null or >= 0, nameof(valuesCount), "If specified, must be non-negative.");
        Check.Param(
            valuesCount is null || valuesCount <= newLogicalLength,
            nameof(valuesCount),
            "If specified, must be no greater than " + nameof(newLogicalLength));

        int count = valuesCount ?? newLogicalLength;
        int capacity = maxValuesCapacity ?? Array.MaxLength;
        T[] values = Grow(_values, count, capacity, keepOldOnResize);
        int[] indices = count < newLogicalLength || requireIndicesOnDense
            ? Grow(_indices, count, capacity, keepOldOnResize)
            : _indices;
        return new VBufferEditor<T>(
            newLogicalLength,
            count,
            values,
            indices,
            requireIndicesOnDense,
            !ReferenceEquals(values, _values),
            !ReferenceEquals(indices, _indices));
    }

    private static TItem[] Grow<TItem>(TItem[] array, int count, int capacity, bool keepOld)
    {
        int size = array?.Length ?? 0;
        if (count <= size)
            return array;
        Check.Param(count <= capacity, "maxValuesCapacity");

        // A vector that has grown once is likely to grow again.
        int newSize = size == 0 ? count : (int)Math.Min(capacity, Math.Max(count, (long)size + (size / 2)));
        var grown = new TItem[newSize];
        if (keepOld && size > 0)
            Array.Copy(array, grown, size);
        return grown;
    }

    private static IEnumerable<KeyValuePair<int, T>> ExplicitItems(T[] values, int[] indices, int count)
    {
        for (int i = 0; i < count; i++)
            yield return new KeyValuePair<int, T>(indices == null ? i : indices[i], values[i]);
    }

    private static IEnumerable<KeyValuePair<int, T>> AllItems(VBuffer<T> buffer)
    {
        int next = 0;
        for (int slot = 0; slot < buffer.Length; slot++)
        {
            bool isExplicit = next < buffer._count && (buffer.IsDense || buffer._indices[next] == slot);
            yield return new KeyValuePair<int, T>(slot, isExplicit ? buffer._values[next++] : default);
        }
    }

    private int FirstAtOrAfter(int index)
    {
        if (_count == 0)
            return 0;
        int position = Array.BinarySearch(_indices, 0, _count, index);
        return position >= 0 ? position : ~position;
    }
}
