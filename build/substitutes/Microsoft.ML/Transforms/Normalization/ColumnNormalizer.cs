using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What a column's normalizer has learned, and what it makes of values.</summary>
internal abstract class ColumnNormalizer(DataViewType type)
{
    public DataViewType Type { get; } = type;

    public abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    protected abstract byte Code { get; }

    public static ColumnNormalizer Load(BinaryReader reader)
    {
        byte code = reader.ReadByte();
        DataViewType type = TypeCodec.Read(reader);
        bool isSingle = type.GetItemType() == NumberDataViewType.Single;
        return code switch
        {
            AffineNormalizer<float>.KindCode when isSingle => AffineNormalizer<float>.Load(reader, type),
            AffineNormalizer<double>.KindCode => AffineNormalizer<double>.Load(reader, type),
            CdfNormalizer<float>.KindCode when isSingle => CdfNormalizer<float>.Load(reader, type),
            CdfNormalizer<double>.KindCode => CdfNormalizer<double>.Load(reader, type),
            _ => throw Contracts.ExceptDecode($"Corrupt model file: unknown normalizer {code}"),
        };
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Code);
        TypeCodec.Write(writer, Type);
        SaveParameters(writer);
    }

    public abstract Delegate MakeGetter(DataViewRow input, DataViewSchema.Column column);

    protected abstract void SaveParameters(BinaryWriter writer);
}
