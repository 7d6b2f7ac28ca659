using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>A label that is a key: one of several classes.</summary>
internal sealed class KeyLabel : LabelColumn
{
    public KeyLabel(DataViewSchema.Column column)
        : base(column)
    {
        Type = (KeyDataViewType)column.Type;
        ClassNames = KeyValues.ReadNames(column, (int)Type.Count);
    }

    /// <summary>Its type.</summary>
    public KeyDataViewType Type { get; }

    /// <summary>The names of the classes: the column's key values, or their numbers where it has none.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public override LabelReader CreateReader(DataViewRow row) => new Reader(this, GetGetter(row));

    /// <inheritdoc/>
    public override void CheckSame(LabelColumn other)
    {
        base.CheckSame(other);
        if (!((KeyLabel)other).ClassNames.SequenceEqual(ClassNames))
        {
            throw new ArgumentException(
                $"The validation set's column '{Column.Name}' has other key values than the training data's. Transform both with one fitted MapValueToKey.");
        }
    }

    /// <inheritdoc/>
    public override void CheckTargets(PredictionTargets targets) => ClassCheck.Run((ClassTargets)targets, Column.Name);

    // A getter of the row's class: 1 is the first one, 0 a missing label.
    private ValueGetter<ulong> GetGetter(DataViewRow row)
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

    private sealed class Reader(KeyLabel label, ValueGetter<ulong> getter) : LabelReader
    {
        private readonly List<int> _classes = [];

        public override void Read(long position)
        {
            ulong key = 0;
            getter(ref key);
            _classes.Add(key > 0 && key <= label.Type.Count
                ? (int)(key - 1)
                : throw new ArgumentException(
                    $"Row {position} has no label: the key in the column '{label.Column.Name}' is missing. Drop such rows with Data.FilterRowsByMissingValues, or label them."));
        }

        public override PredictionTargets ToTargets() => new ClassTargets([.. _classes], label.ClassNames);
    }
}
