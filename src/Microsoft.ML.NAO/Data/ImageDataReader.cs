using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>Reads labelled images out of a data view, once, and checks every row.</summary>
internal static class ImageDataReader
{
    /// <summary>Reads all rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="labelColumnName">A key column.</param>
    /// <param name="featureColumnName">A column of vectors of the size of the images.</param>
    /// <param name="images">How the images lie in the vectors.</param>
    /// <returns>The images, channels first.</returns>
    /// <exception cref="ArgumentException">A row has no label or a value that is not finite, or there are no rows; the message names column and row.</exception>
    public static ImageDataset Read(IDataView data, string labelColumnName, string featureColumnName, ImageColumn images)
    {
        var label = LabelColumn.Resolve(data.Schema, labelColumnName);
        var features = data.Schema[featureColumnName];
        int expectedRows = (int)Math.Min(data.GetRowCount() ?? 0, Array.MaxLength / images.Shape.Size);
        var pixels = new List<float>(expectedRows * images.Shape.Size);
        var labels = new List<int>(expectedRows);
        using (var cursor = data.GetRowCursor([label.Column, features]))
        {
            var getLabel = label.GetGetter(cursor);
            var getPixels = cursor.GetGetter<VBuffer<float>>(features);
            VBuffer<float> buffer = default;
            var row = new float[images.Shape.Size];
            var image = new float[images.Shape.Size];
            while (cursor.MoveNext())
            {
                ulong key = 0;
                getLabel(ref key);
                labels.Add(ToClass(key, label, cursor.Position));
                getPixels(ref buffer);
                Copy(buffer, row, featureColumnName, cursor.Position);
                images.FromColumn(row, image);
                pixels.AddRange(image);
            }
        }

        if (labels.Count == 0)
        {
            throw new ArgumentException($"The data has no rows: nothing to read in the columns '{labelColumnName}' and '{featureColumnName}'.", nameof(data));
        }

        return new ImageDataset(images.Shape, [.. pixels], [.. labels], label.ClassNames);
    }

    private static int ToClass(ulong key, LabelColumn label, long row) => key > 0 && key <= label.Type.Count
        ? (int)(key - 1)
        : throw new ArgumentException(
            $"Row {row} has no label: the key in the column '{label.Column.Name}' is missing. Drop such rows with Data.FilterRowsByMissingValues, or label them.");

    private static void Copy(in VBuffer<float> buffer, float[] row, string column, long position)
    {
        if (buffer.Length != row.Length)
        {
            throw new ArgumentException($"Row {position} has {buffer.Length} values in the column '{column}', {row.Length} were expected.");
        }

        buffer.CopyTo(row);
        int wrong = Array.FindIndex(row, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Row {position} has the value {row[wrong]} at index {wrong} of the column '{column}'; finite numbers were expected. Replace missing values before the search, with Transforms.ReplaceMissingValues.");
        }
    }
}
