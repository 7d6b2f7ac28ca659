using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>Reads labelled rows out of a data view, once, and checks every one.</summary>
internal static class SampleReader
{
    /// <summary>Reads all rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="label">Its label column.</param>
    /// <param name="features">Its feature column.</param>
    /// <param name="weights">Its column of weights; null for none.</param>
    /// <exception cref="ArgumentException">A row is not as it should be, or there are none; the message names column and row.</exception>
    public static SampleDataset Read(IDataView data, LabelColumn label, FeatureColumn features, DataViewSchema.Column? weights)
    {
        IEnumerable<DataViewSchema.Column> columns = [label.Column, .. features.SelectColumns(data.Schema)];
        using var cursor = data.GetRowCursor(weights is { } given ? columns.Append(given) : columns);
        LabelReader labelReader = label.CreateReader(cursor);
        FeatureReader featureReader = features.CreateReader(cursor);
        var getWeight = weights is { } column ? cursor.GetGetter<float>(column) : null;
        var weightValues = new List<float>();
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            labelReader.Read(cursor.Position);
            featureReader.Read(cursor.Position);
            if (getWeight is not null)
            {
                float weight = 0;
                getWeight(ref weight);
                weightValues.Add(WeightColumn.Check(weight, weights!.Value.Name, cursor.Position));
            }
        }

        if (rows == 0)
        {
            throw new ArgumentException($"The data has no rows: nothing to read in the columns '{label.Column.Name}' and '{features.Column.Name}'.", nameof(data));
        }

        if (getWeight is not null && weightValues.TrueForAll(weight => weight == 0))
        {
            throw new ArgumentException($"All rows have the weight 0 in the column '{weights!.Value.Name}'; at least one that counts was expected.", nameof(data));
        }

        return featureReader.ToDataset(labelReader.ToTargets(), getWeight is null ? null : [.. weightValues]);
    }
}
