namespace Microsoft.ML.Data;

/// <summary>The writable arrays of a vector; <see cref="Commit"/> makes the vector.</summary>
public readonly ref struct VBufferEditor<T>
{
    public readonly Span<T> Values;

    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(
        int length,
        int count,
        T[] values,
        int[] indices,
        bool requireIndicesOnDense,
        bool createdNewValues,
        bool createdNewIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || requireIndicesOnDense ? indices.AsSpan(0, count) : default;
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        Check.Param(
            physicalValuesCount <= Values.Length,
            nameof(physicalValuesCount),
            "Updating physicalValuesCount during CommitTruncated cannot be greater than the original physicalValuesCount value used in Create.");
        return new VBuffer<T>(_length, physicalValuesCount, _values, _indices);
    }
}
