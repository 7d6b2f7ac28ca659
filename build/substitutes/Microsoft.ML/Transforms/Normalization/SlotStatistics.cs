using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Statistics of each slot of a vector. What is implicit in a sparse vector is zero, and is made up for at the end.</summary>
internal abstract class SlotStatistics<T>(int size)
    where T : struct, IFloatingPointIeee754<T>
{
    protected int Size => size;

    protected long Rows { get; private set; }

    public void Add(in VBuffer<T> row)
    {
        if (row.Length != size)
            throw Contracts.Except($"Normalizer expected {size} slots but got {row.Length}");
        Rows++;
        ReadOnlySpan<T> values = row.GetValues();
        if (row.IsDense)
        {
            for (int i = 0; i < values.Length; i++)
                Add(i, values[i]);
            return;
        }

        ReadOnlySpan<int> indices = row.GetIndices();
        for (int i = 0; i < values.Length; i++)
            Add(indices[i], values[i]);
    }

    public abstract void Finish();

    protected abstract void Add(int slot, T value);
}
