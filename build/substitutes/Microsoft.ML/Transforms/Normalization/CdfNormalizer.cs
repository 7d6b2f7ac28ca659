using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The share of a normal distribution below a value, by an elementary approximation of its integral.</summary>
internal sealed class CdfNormalizer<T>(DataViewType type, T[] means, T[] deviations) : ColumnNormalizer(type)
    where T : struct, IFloatingPointIeee754<T>
{
    public const byte KindCode = 1;

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters
        => Type is VectorDataViewType
            ? new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>([.. means], [.. deviations], false)
            : new NormalizingTransformer.CdfNormalizerModelParameters<T>(means[0], deviations[0], false);

    protected override byte Code => KindCode;

    public static CdfNormalizer<T> Load(BinaryReader reader, DataViewType type)
    {
        T[] means = reader.ReadValues<T>();
        return new CdfNormalizer<T>(type, means, reader.ReadValues<T>());
    }

    public override Delegate MakeGetter(DataViewRow input, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = input.GetGetter<T>(column);
            return (ValueGetter<T>)((ref T destination) =>
            {
                scalar(ref destination);
                destination = Cdf(destination, 0);
            });
        }

        ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            getter(ref value);
            Contracts.Check(value.Length == means.Length, $"The column '{column.Name}' has {value.Length} slots; its normalizer expects {means.Length}");
            ReadOnlySpan<T> values = value.GetValues();
            ReadOnlySpan<int> indices = value.GetIndices();

            // What is implicit in a sparse vector stays zero, as in the real package.
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, value.Length, values.Length);
            indices.CopyTo(editor.Indices);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = Cdf(values[i], value.IsDense ? i : indices[i]);
            destination = editor.Commit();
        });
    }

    protected override void SaveParameters(BinaryWriter writer)
    {
        writer.WriteValues<T>(means);
        writer.WriteValues<T>(deviations);
    }

    private T Cdf(T value, int slot)
    {
        if (!(deviations[slot] > T.Epsilon) || !T.IsFinite(value))
            return T.Zero;
        T x = (value - means[slot]) / deviations[slot];
        T half = x * x / (T.One + T.One);
        T tail = T.CreateTruncating(0.147) * half;
        double exponent = double.CreateTruncating(-half) * ((4 / Math.PI) + double.CreateTruncating(tail)) / double.CreateTruncating(T.One + tail);
        return T.CreateTruncating(0.5 + (0.5 * T.Sign(x) * Math.Sqrt(1 - Math.Exp(exponent))));
    }
}
