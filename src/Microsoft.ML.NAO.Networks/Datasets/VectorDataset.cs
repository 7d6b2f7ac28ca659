using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Vectors of one size in memory, as the rows of a table are.</summary>
public sealed class VectorDataset : SampleDataset
{
    private readonly float[] _values;

    /// <summary>Creates a data set over the given arrays, which it does not copy.</summary>
    /// <param name="values">The rows' values, <c>targets.Count × width</c> of them, row by row.</param>
    /// <param name="width">The number of values of a row, at least 1.</param>
    /// <param name="targets">What is to be predicted.</param>
    /// <param name="weights">How much each row counts, finite and at least 0; null for all alike.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a value is not finite.</exception>
    public VectorDataset(float[] values, int width, PredictionTargets targets, float[]? weights = null)
        : base(targets, weights)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length != (long)targets.Count * width)
        {
            throw new ArgumentException(
                $"{targets.Count} rows of {width} values have {(long)targets.Count * width}, {values.Length} were given.", nameof(values));
        }

        int wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            throw new ArgumentException($"Row {wrong / width} has the value {values[wrong]} at index {wrong % width}; finite ones were expected.", nameof(values));
        }

        _values = values;
        Width = width;
    }

    /// <summary>The number of values of a row.</summary>
    public int Width { get; }

    /// <summary>The values of one row.</summary>
    /// <param name="index">The row's index.</param>
    public ReadOnlySpan<float> GetRow(int index) => _values.AsSpan(index * Width, Width);

    /// <inheritdoc/>
    public override VectorDataset Take(int count) => Subset(First(count));

    /// <inheritdoc/>
    public override VectorDataset Subset(ReadOnlySpan<int> indices)
    {
        var values = new float[(long)indices.Length * Width];
        for (int i = 0; i < indices.Length; i++)
        {
            GetRow(indices[i]).CopyTo(values.AsSpan(i * Width));
        }

        return new VectorDataset(values, Width, Targets.Subset(indices), SelectWeights(indices));
    }

    internal override string SampleKind => $"vectors of {Width} values";

    internal override SampleBatcher CreateBatcher() => new RowBatcher<float>(this, Width, (row, target) => GetRow(row).CopyTo(target));

    private protected override void AppendSamples(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes(_values.AsSpan()));
}
