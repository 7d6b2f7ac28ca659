using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns what replaces the missing values of a column.</summary>
internal static class ReplacementFit<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static double[] Learn(
        IHost host, IDataView data, DataViewSchema.Column column, MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot)
    {
        int size = column.Type.GetValueCount();
        bool perSlot = bySlot && size > 1;
        if (mode == MissingValueReplacingEstimator.ReplacementMode.DefaultValue)
            return [0];
        var means = new double[perSlot ? size : 1];
        var counts = new long[means.Length];
        var seen = new bool[means.Length];
        var lows = new double[means.Length];
        var highs = new double[means.Length];
        Array.Fill(lows, double.PositiveInfinity);
        Array.Fill(highs, double.NegativeInfinity);

        using (DataViewRowCursor cursor = data.GetRowCursor(column))
        {
            Func<T[]> read = MakeReader(cursor, column);
            while (cursor.MoveNext())
            {
                host.CheckAlive();
                T[] values = read();
                for (int i = 0; i < values.Length; i++)
                {
                    double value = double.CreateTruncating(values[i]);
                    if (double.IsNaN(value))
                        continue;
                    int slot = perSlot ? i : 0;
                    seen[slot] = true;
                    lows[slot] = Math.Min(lows[slot], value);
                    highs[slot] = Math.Max(highs[slot], value);

                    // A mean over infinity would be no mean.
                    if (double.IsFinite(value))
                        means[slot] += (value - means[slot]) / ++counts[slot];
                }
            }
        }

        return mode switch
        {
            MissingValueReplacingEstimator.ReplacementMode.Mean => means,
            MissingValueReplacingEstimator.ReplacementMode.Minimum => Known(lows, seen),
            MissingValueReplacingEstimator.ReplacementMode.Maximum => Known(highs, seen),
            _ => throw host.ExceptParam("replacementMode", $"Unknown replacement mode {mode}"),
        };
    }

    // A slot without any value has no smallest one, and gets zero.
    private static double[] Known(double[] extremes, bool[] seen)
        => [.. extremes.Select((value, slot) => seen[slot] ? value : 0)];

    private static Func<T[]> MakeReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = row.GetGetter<T>(column);
            var one = new T[1];
            return () =>
            {
                scalar(ref one[0]);
                return one;
            };
        }

        ValueGetter<VBuffer<T>> vector = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        T[] values = [];
        return () =>
        {
            vector(ref buffer);
            if (values.Length != buffer.Length)
                values = new T[buffer.Length];
            buffer.CopyTo(values);
            return values;
        };
    }
}
