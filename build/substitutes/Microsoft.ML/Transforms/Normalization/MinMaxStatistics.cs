using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class MinMaxStatistics<T> : SlotStatistics<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly T[] _min;
    private readonly T[] _max;
    private readonly long[] _counts;

    public MinMaxStatistics(int size)
        : base(size)
    {
        _min = new T[size];
        _max = new T[size];
        _counts = new long[size];
        Array.Fill(_min, T.PositiveInfinity);
        Array.Fill(_max, T.NegativeInfinity);
    }

    public override void Finish()
    {
        for (int i = 0; i < Size; i++)
        {
            if (_counts[i] < Rows)
                Add(i, T.Zero);
        }
    }

    /// <summary>To [0, 1], or to [-1, 1] where zero must stay zero; a slot that is always the same becomes zero.</summary>
    public ColumnNormalizer ToNormalizer(DataViewType type, bool fixZero)
    {
        var scale = new T[Size];
        var offset = new T[Size];
        for (int i = 0; i < Size; i++)
        {
            if (!(_max[i] > _min[i]))
                continue;
            scale[i] = fixZero ? T.One / T.Max(T.Abs(_max[i]), T.Abs(_min[i])) : T.One / (_max[i] - _min[i]);
            offset[i] = fixZero || scale[i] == T.Zero ? T.Zero : _min[i];
        }

        return new AffineNormalizer<T>(type, scale, fixZero ? null : offset);
    }

    // A NaN is neither smaller nor larger, and leaves both as they are.
    protected override void Add(int slot, T value)
    {
        _counts[slot]++;
        if (_max[slot] < value)
            _max[slot] = value;
        if (_min[slot] > value)
            _min[slot] = value;
    }
}
