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
    public override LabelReader CreateReader(DataViewRow row) => new Reader(this, row.GetGetter<uint>(Column));

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

    private sealed class Reader(KeyLabel label, ValueGetter<uint> getter) : LabelReader
    {
        private readonly List<int> _classes = [];

        public override void Read(long position)
        {
            // 1 is the first class, 0 a missing label.
            uint key = 0;
            getter(ref key);
            _classes.Add(key > 0 && key <= label.Type.Count
                ? (int)(key - 1)
                : throw new ArgumentException(
                    $"Row {position} has no label: the key in the column '{label.Column.Name}' is missing. Drop such rows with Data.FilterRowsByMissingValues, or label them."));
        }

        public override PredictionTargets ToTargets() => new ClassTargets([.. _classes], label.ClassNames);
    }
}
