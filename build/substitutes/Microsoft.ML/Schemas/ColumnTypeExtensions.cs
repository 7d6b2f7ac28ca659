namespace Microsoft.ML.Data;

internal static class ColumnTypeExtensions
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> _primitives = new()
    {
        [typeof(sbyte)] = NumberDataViewType.SByte,
        [typeof(byte)] = NumberDataViewType.Byte,
        [typeof(short)] = NumberDataViewType.Int16,
        [typeof(ushort)] = NumberDataViewType.UInt16,
        [typeof(int)] = NumberDataViewType.Int32,
        [typeof(uint)] = NumberDataViewType.UInt32,
        [typeof(long)] = NumberDataViewType.Int64,
        [typeof(ulong)] = NumberDataViewType.UInt64,
        [typeof(float)] = NumberDataViewType.Single,
        [typeof(double)] = NumberDataViewType.Double,
        [typeof(string)] = TextDataViewType.Instance,
        [typeof(ReadOnlyMemory<char>)] = TextDataViewType.Instance,
        [typeof(bool)] = BooleanDataViewType.Instance,
        [typeof(TimeSpan)] = TimeSpanDataViewType.Instance,
        [typeof(DateTime)] = DateTimeDataViewType.Instance,
        [typeof(DateTimeOffset)] = DateTimeOffsetDataViewType.Instance,
        [typeof(DataViewRowId)] = RowIdDataViewType.Instance,
    };

    public static ulong GetKeyCount(this DataViewType type) => (type as KeyDataViewType)?.Count ?? 0;

    public static int GetKeyCountAsInt32(this DataViewType type)
    {
        ulong count = type.GetKeyCount();
        Contracts.Check(count <= int.MaxValue, "KeyDataViewType.Count exceeds int.MaxValue.");
        return (int)count;
    }

    public static DataViewType GetItemType(this DataViewType type) => (type as VectorDataViewType)?.ItemType ?? type;

    /// <summary>The size of a vector; 0 for a scalar, and for a vector of unknown size.</summary>
    public static int GetVectorSize(this DataViewType type) => (type as VectorDataViewType)?.Size ?? 0;

    /// <summary>1 for a scalar, the size of a vector, 0 where it is unknown.</summary>
    public static int GetValueCount(this DataViewType type) => (type as VectorDataViewType)?.Size ?? 1;

    public static bool IsKnownSizeVector(this DataViewType type) => type.GetVectorSize() > 0;

    /// <summary>The type that stands for a .NET type, or null.</summary>
    public static PrimitiveDataViewType PrimitiveTypeOrNull(Type type) => _primitives.GetValueOrDefault(type);

    public static PrimitiveDataViewType PrimitiveTypeFromType(Type type)
        => PrimitiveTypeOrNull(type) ?? throw Contracts.Except($"No data view type stands for the .NET type '{type}'");

    public static PrimitiveDataViewType PrimitiveTypeFromKind(DataKind kind)
        => PrimitiveTypeFromType(kind switch
        {
            DataKind.SByte => typeof(sbyte),
            DataKind.Byte => typeof(byte),
            DataKind.Int16 => typeof(short),
            DataKind.UInt16 => typeof(ushort),
            DataKind.Int32 => typeof(int),
            DataKind.UInt32 => typeof(uint),
            DataKind.Int64 => typeof(long),
            DataKind.UInt64 => typeof(ulong),
            DataKind.Single => typeof(float),
            DataKind.Double => typeof(double),
            DataKind.String => typeof(string),
            DataKind.Boolean => typeof(bool),
            DataKind.TimeSpan => typeof(TimeSpan),
            DataKind.DateTime => typeof(DateTime),
            DataKind.DateTimeOffset => typeof(DateTimeOffset),
            _ => throw Contracts.ExceptParam(nameof(kind), $"Unknown data kind {(int)kind}"),
        });

    public static bool SameSizeAndItemType(this DataViewType type, DataViewType other)
        => type.Equals(other)
            || (type is VectorDataViewType left && other is VectorDataViewType right && left.ItemType.Equals(right.ItemType) && left.Size == right.Size);

    /// <summary>Single, Double and their vectors: the types that normalizers and trainers take.</summary>
    public static bool IsStandardNumber(this DataViewType type)
        => type == NumberDataViewType.Single || type == NumberDataViewType.Double;
}
