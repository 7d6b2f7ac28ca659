using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>A label that is a Single: a value to predict.</summary>
internal sealed class ValueLabel(DataViewSchema.Column column) : LabelColumn(column)
{
    /// <inheritdoc/>
    public override LabelReader CreateReader(DataViewRow row) => new Reader(Column.Name, row.GetGetter<float>(Column));

    /// <inheritdoc/>
    public override void CheckTargets(PredictionTargets targets)
    {
        var values = ((ValueTargets)targets).Values;
        if (!values.ContainsAnyExcept(values[0]))
        {
            throw new ArgumentException(
                $"All {values.Length} rows have the value {values[0]} in the column '{Column.Name}'; at least two different ones were expected.");
        }
    }

    private sealed class Reader(string name, ValueGetter<float> getter) : LabelReader
    {
        private readonly List<float> _values = [];

        public override void Read(long position)
        {
            float value = 0;
            getter(ref value);
            _values.Add(float.IsFinite(value) ? value : throw new ArgumentException(
                $"Row {position} has the value {value} in the label column '{name}'; a finite number was expected. Drop such rows with Data.FilterRowsByMissingValues."));
        }

        public override PredictionTargets ToTargets() => new ValueTargets([.. _values]);
    }
}
