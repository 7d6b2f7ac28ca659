using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>(value - offset) * scale, slot by slot.</summary>
internal sealed class AffineNormalizer<T>(DataViewType type, T[] scale, T[] offset) : ColumnNormalizer(type)
    where T : struct, IFloatingPointIeee754<T>
{
    public const byte KindCode = 0;

    private readonly bool _shifts = offset != null && Array.Exists(offset, value => value != T.Zero);

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters
        => Type is VectorDataViewType
            ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>([.. scale], _shifts ? [.. offset] : [])
            : new NormalizingTransformer.AffineNormalizerModelParameters<T>(scale[0], offset == null ? T.Zero : offset[0]);

    protected override byte Code => KindCode;

    public static AffineNormalizer<T> Load(BinaryReader reader, DataViewType type)
    {
        T[] scale = reader.ReadValues<T>();
        return new AffineNormalizer<T>(type, scale, reader.ReadBoolean() ? reader.ReadValues<T>() : null);
    }

    public override Delegate MakeGetter(DataViewRow input, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = input.GetGetter<T>(column);
            T factor = scale[0];
            T shift = offset == null ? T.Zero : offset[0];
            return (ValueGetter<T>)((ref T destination) =>
            {
                scalar(ref destination);
                destination = (destination - shift) * factor;
            });
        }

        ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            getter(ref value);
            Contracts.Check(value.Length == scale.Length, $"The column '{column.Name}' has {value.Length} slots; its normalizer expects {scale.Length}");
            Apply(in value, ref destination);
        });
    }

    protected override void SaveParameters(BinaryWriter writer)
    {
        writer.WriteValues<T>(scale);
        writer.Write(offset != null);
        if (offset != null)
            writer.WriteValues<T>(offset);
    }

    private void Apply(in VBuffer<T> value, ref VBuffer<T> destination)
    {
        ReadOnlySpan<T> values = value.GetValues();
        ReadOnlySpan<int> indices = value.GetIndices();
        if (!value.IsDense && !_shifts)
        {
            VBufferEditor<T> sparse = VBufferEditor.Create(ref destination, value.Length, values.Length);
            indices.CopyTo(sparse.Indices);
            for (int i = 0; i < values.Length; i++)
                sparse.Values[i] = values[i] * scale[indices[i]];
            destination = sparse.Commit();
            return;
        }

        // Adding zero makes zero out of minus zero: the real package's vectors have no minus zeros.
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, value.Length);
        Span<T> result = editor.Values;
        value.CopyTo(result);
        if (_shifts)
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = ((result[i] - offset[i]) * scale[i]) + T.Zero;
        }
        else
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = (result[i] * scale[i]) + T.Zero;
        }

        destination = editor.Commit();
    }
}
