using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Means and squared deviations by Welford's method, over finite values.</summary>
internal sealed class MeanVarianceStatistics<T>(int size) : SlotStatistics<T>(size)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly double[] _means = new double[size];
    private readonly double[] _squares = new double[size];
    private readonly long[] _counts = new long[size];
    private readonly long[] _notFinite = new long[size];

    public override void Finish()
    {
        for (int i = 0; i < Size; i++)
        {
            // Zeros were left out on the way; they come in all at once.
            long zeros = Rows - _counts[i] - _notFinite[i];
            if (zeros == 0)
                continue;
            _counts[i] += zeros;
            double delta = -_means[i];
            _means[i] += delta * zeros / _counts[i];
            _squares[i] += delta * -_means[i] * zeros;
        }
    }

    /// <summary>To a standard deviation of one, or to a root mean square of one where zero must stay zero.</summary>
    public ColumnNormalizer ToNormalizer(DataViewType type, bool fixZero)
    {
        var scale = new T[Size];
        var offset = new T[Size];
        for (int i = 0; i < Size; i++)
        {
            if (_squares[i] == 0)
                continue;
            double variance = _squares[i] / _counts[i];
            if (fixZero)
            {
                scale[i] = T.One / T.CreateTruncating(Math.Sqrt(variance + (_means[i] * _means[i])));
                continue;
            }

            scale[i] = T.One / T.CreateTruncating(Math.Sqrt(variance));
            offset[i] = scale[i] == T.Zero ? T.Zero : T.CreateTruncating(_means[i]);
        }

        return new AffineNormalizer<T>(type, scale, fixZero ? null : offset);
    }

    public ColumnNormalizer ToCdfNormalizer(DataViewType type)
    {
        var means = new T[Size];
        var deviations = new T[Size];
        for (int i = 0; i < Size; i++)
        {
            if (_squares[i] == 0 || _counts[i] == 0)
                continue;
            means[i] = T.CreateTruncating(_means[i]);
            deviations[i] = T.CreateTruncating(Math.Sqrt(_squares[i] / _counts[i]));
        }

        return new CdfNormalizer<T>(type, means, deviations);
    }

    protected override void Add(int slot, T value)
    {
        if (value == T.Zero)
            return;
        if (!T.IsFinite(value))
        {
            _notFinite[slot]++;
            return;
        }

        _counts[slot]++;
        double number = double.CreateTruncating(value);
        double delta = number - _means[slot];
        _means[slot] += delta / _counts[slot];
        _squares[slot] += delta * (number - _means[slot]);
    }
}
