using System.Globalization;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Reads images from a table of pixels: a header row, one column with the class, every other column a pixel.</summary>
public static class CsvImageFile
{
    /// <summary>Reads a file of comma-separated values, plain or compressed (<c>.gz</c>).</summary>
    /// <param name="path">The path.</param>
    /// <param name="labelColumn">The name of the column with the class, in any place, in any case.</param>
    /// <param name="shape">
    /// The shape of the images, whose pixels stand channel by channel and row by row; null for square grey images of as many pixels as
    /// there are columns.
    /// </param>
    /// <param name="classNames">The classes of a training set, which a test set shares; null to collect them from the file, sorted.</param>
    /// <returns>The images, with values as in the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not such a table; the message names the line and the column.</exception>
    public static ImageDataset Load(
        string path, string labelColumn, ImageShape? shape = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumn);
        using var reader = new StreamReader(new MemoryStream(DataFile.ReadAll(path, "Name a file of comma-separated values with a header row.")));
        string[] header = (reader.ReadLine() ?? throw new InvalidDataException($"'{path}' is empty.")).Split(',');
        int labelIndex = Array.FindIndex(header, name => string.Equals(name.Trim().Trim('"'), labelColumn, StringComparison.OrdinalIgnoreCase));
        if (labelIndex < 0)
        {
            throw new InvalidDataException($"'{path}' has no column '{labelColumn}'. Its columns are {Abbreviate(header)}.");
        }

        ImageShape imageShape = shape ?? SquareShape(path, header.Length - 1);
        if (imageShape.Size != header.Length - 1)
        {
            throw new InvalidDataException(
                $"'{path}' has {header.Length - 1} columns beside '{labelColumn}', and images of shape {imageShape} have {imageShape.Size} values.");
        }

        var pixels = new List<float>();
        var names = new List<string>();
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length > 0)
            {
                names.Add(ReadRow(path, line, text, header, labelIndex, pixels));
            }
        }

        if (names.Count == 0)
        {
            throw new InvalidDataException($"'{path}' has a header row and no images.");
        }

        return WithClasses(path, imageShape, pixels, names, classNames);
    }

    private static ImageDataset WithClasses(
        string path, ImageShape shape, List<float> pixels, List<string> names, IReadOnlyList<string>? classNames)
    {
        classNames ??= [.. names.Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        var indices = new Dictionary<string, int>(classNames.Select((name, index) => KeyValuePair.Create(name, index)));
        var labels = new int[names.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = indices.TryGetValue(names[row], out int index)
                ? index
                : throw new InvalidDataException($"Row {row + 1} of '{path}' is of the class '{Excerpt.Of(names[row])}', which the training set does not have.");
        }

        return new ImageDataset(shape, [.. pixels], labels, classNames);
    }

    private static string ReadRow(string path, int line, string text, string[] header, int labelIndex, List<float> pixels)
    {
        string? label = null;
        int column = 0;
        foreach (Range range in text.AsSpan().Split(','))
        {
            var field = text.AsSpan(range).Trim();
            if (column == labelIndex)
            {
                label = field.Trim('"').ToString();
            }
            else if (column < header.Length && float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value))
            {
                pixels.Add(value);
            }
            else if (column < header.Length)
            {
                throw new InvalidDataException($"Line {line} of '{path}', column '{Excerpt.Of(header[column])}': '{Excerpt.Of(field)}' is not a finite number.");
            }

            column++;
        }

        return column == header.Length && !string.IsNullOrEmpty(label)
            ? label
            : throw new InvalidDataException($"Line {line} of '{path}' has {column} fields and the label '{Excerpt.Of(label)}'; the header has {header.Length} fields.");
    }

    private static ImageShape SquareShape(string path, int size)
    {
        int side = (int)Math.Round(Math.Sqrt(size));
        return side > 0 && side * side == size
            ? new ImageShape(1, side, side)
            : throw new InvalidDataException($"'{path}' has {size} pixels a row, which is no square: state channels, height and width.");
    }

    private static string Abbreviate(string[] names) =>
        string.Join(", ", names.Take(3).Concat(names.Length > 5 ? ["…"] : []).Concat(names.Skip(Math.Max(3, names.Length - 2))).Select(name => Excerpt.Of(name.AsSpan().Trim())));
}
