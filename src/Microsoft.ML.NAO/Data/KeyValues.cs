using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>Reads and copies the key values of a column, whatever their type.</summary>
internal static class KeyValues
{
    private const string Kind = "KeyValues";

    /// <summary>The key values as text; the keys' numbers from 0 where the column has none.</summary>
    public static IReadOnlyList<string> ReadNames(DataViewSchema.Column column, int count)
    {
        var annotation = column.Annotations.Schema.GetColumnOrNull(Kind);
        return annotation?.Type is VectorDataViewType vector
            ? Dispatch(vector.ItemType.RawType, new NameReader(column))
            : [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Gives a column in the making the key values of another one.</summary>
    public static void Copy(DataViewSchema.Column source, SchemaDefinition.Column target)
    {
        if (source.Annotations.Schema.GetColumnOrNull(Kind)?.Type is VectorDataViewType vector)
        {
            Dispatch(vector.ItemType.RawType, new Copier(source, target, vector));
        }
    }

    /// <summary>Gives a column in the making some key value of the type that a column's key values have; none where it has none.</summary>
    public static void CopyType(SchemaShape.Column source, SchemaDefinition.Column target)
    {
        foreach (SchemaShape.Column annotation in source.Annotations)
        {
            if (annotation.Name == Kind)
            {
                Dispatch(annotation.ItemType.RawType, new TypeCopier(target, (PrimitiveDataViewType)annotation.ItemType));
            }
        }
    }

    private static TResult Dispatch<TResult>(Type type, IKeyValueAction<TResult> action) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single => action.Run<float>(),
        TypeCode.Double => action.Run<double>(),
        TypeCode.Boolean => action.Run<bool>(),
        TypeCode.SByte => action.Run<sbyte>(),
        TypeCode.Byte => action.Run<byte>(),
        TypeCode.Int16 => action.Run<short>(),
        TypeCode.UInt16 => action.Run<ushort>(),
        TypeCode.Int32 => action.Run<int>(),
        TypeCode.UInt32 => action.Run<uint>(),
        TypeCode.Int64 => action.Run<long>(),
        TypeCode.UInt64 => action.Run<ulong>(),
        TypeCode.DateTime => action.Run<DateTime>(),
        _ when type == typeof(ReadOnlyMemory<char>) => action.Run<ReadOnlyMemory<char>>(),
        _ => throw new NotSupportedException($"Key values of type {type} are not supported; use text or numbers."),
    };

    private interface IKeyValueAction<TResult>
    {
        TResult Run<T>();
    }

    private sealed class NameReader(DataViewSchema.Column column) : IKeyValueAction<IReadOnlyList<string>>
    {
        public IReadOnlyList<string> Run<T>()
        {
            VBuffer<T> values = default;
            column.GetKeyValues(ref values);
            return [.. values.DenseValues().Select(value => string.Format(CultureInfo.InvariantCulture, "{0}", value))];
        }
    }

    private sealed class Copier(DataViewSchema.Column source, SchemaDefinition.Column target, VectorDataViewType type) : IKeyValueAction<bool>
    {
        public bool Run<T>()
        {
            VBuffer<T> values = default;
            source.GetKeyValues(ref values);
            target.AddAnnotation(Kind, values, type);
            return true;
        }
    }

    private sealed class TypeCopier(SchemaDefinition.Column target, PrimitiveDataViewType type) : IKeyValueAction<bool>
    {
        public bool Run<T>()
        {
            target.AddAnnotation(Kind, new VBuffer<T>(1, [default!]), new VectorDataViewType(type, 1));
            return true;
        }
    }
}
