using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads the types of columns.</summary>
internal static class TypeCodec
{
    private const byte KeyCode = 64;
    private const byte VectorCode = 65;

    private static readonly PrimitiveDataViewType[] _primitives =
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double, TextDataViewType.Instance, BooleanDataViewType.Instance,
        TimeSpanDataViewType.Instance, DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, RowIdDataViewType.Instance,
    ];

    /// <summary>Whether a column of this type can be written; types of other packages, such as images, cannot.</summary>
    public static bool CanWrite(DataViewType type)
        => type.GetItemType() is KeyDataViewType || Array.IndexOf(_primitives, type.GetItemType()) >= 0;

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(VectorCode);
                Write(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                    writer.Write(dimension);
                break;
            case KeyDataViewType key:
                writer.Write(KeyCode);
                Write(writer, ColumnTypeExtensions.PrimitiveTypeFromType(key.RawType));
                writer.Write(key.Count);
                break;
            default:
                int code = Array.IndexOf(_primitives, type);
                Contracts.Check(code >= 0, $"A column of type '{type}' cannot be saved");
                writer.Write((byte)code);
                break;
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        byte code = reader.ReadByte();
        switch (code)
        {
            case VectorCode:
                var itemType = Read(reader) as PrimitiveDataViewType ?? throw Contracts.ExceptDecode("Corrupt model file: a vector of vectors");
                int count = reader.ReadInt32();
                if (count is < 1 or > 32)
                    throw Contracts.ExceptDecode($"Corrupt model file: a vector of {count} dimensions");
                return new VectorDataViewType(itemType, Enumerable.Range(0, count).Select(_ => reader.ReadInt32()).ToArray());
            case KeyCode:
                return new KeyDataViewType(Read(reader).RawType, reader.ReadUInt64());
            default:
                return code < _primitives.Length ? _primitives[code] : throw Contracts.ExceptDecode($"Corrupt model file: unknown type {code}");
        }
    }
}
