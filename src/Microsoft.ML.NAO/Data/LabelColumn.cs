using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>A label column: its key type and the names of its classes.</summary>
internal sealed class LabelColumn
{
    private LabelColumn(DataViewSchema.Column column, KeyDataViewType type)
    {
        Column = column;
        Type = type;
        ClassNames = KeyValues.ReadNames(column, (int)type.Count);
    }

    /// <summary>The column.</summary>
    public DataViewSchema.Column Column { get; }

    /// <summary>Its type.</summary>
    public KeyDataViewType Type { get; }

    /// <summary>The names of the classes: the column's key values, or their numbers where it has none.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Finds the column.</summary>
    /// <exception cref="ArgumentException">It is missing or not a key; the message says what to do.</exception>
    public static LabelColumn Resolve(DataViewSchema schema, string name)
    {
        var column = schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no label column '{name}'. The columns are {string.Join(", ", schema.Select(c => $"'{c.Name}'"))}.");
        if (column.Type is not KeyDataViewType key)
        {
            throw new ArgumentException(
                $"The label column '{name}' is of type {column.Type}; a key was expected. Put Conversion.MapValueToKey(\"{name}\") before the search.");
        }

        if (key.Count is 0 or > int.MaxValue)
        {
            throw new ArgumentException($"The label column '{name}' is a key of unknown count; a key with a known number of classes was expected.");
        }

        return new LabelColumn(column, key);
    }

    /// <summary>A getter of the row's class: 1 is the first one, 0 a missing label.</summary>
    public ValueGetter<ulong> GetGetter(DataViewRow row)
    {
        if (Type.RawType == typeof(uint))
        {
            var get = row.GetGetter<uint>(Column);
            return (ref ulong value) => { uint key = 0; get(ref key); value = key; };
        }

        if (Type.RawType == typeof(byte))
        {
            var get = row.GetGetter<byte>(Column);
            return (ref ulong value) => { byte key = 0; get(ref key); value = key; };
        }

        if (Type.RawType == typeof(ushort))
        {
            var get = row.GetGetter<ushort>(Column);
            return (ref ulong value) => { ushort key = 0; get(ref key); value = key; };
        }

        return row.GetGetter<ulong>(Column);
    }
}
