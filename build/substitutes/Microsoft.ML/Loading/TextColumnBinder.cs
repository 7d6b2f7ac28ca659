using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Binds columns to fields, with a look at the first lines where that is needed.</summary>
internal static class TextColumnBinder
{
    private const int SampleLines = 100;

    public static TextColumn[] Bind(
        IHost host, TextFormat format, TextLoader.Column[] columns, IMultiStreamSource header, IMultiStreamSource sample)
    {
        foreach (TextLoader.Column column in columns)
        {
            host.CheckUserArg(column.Source is { Length: > 0 }, "Source", "Must specify some source column indices");
            host.CheckNonWhiteSpace(column.Name, nameof(column.Name));
        }

        int inputSize = format.InputSize;
        if (inputSize == 0 && columns.Any(column => column.Source.Any(range => range.AutoEnd && range.Max == null)))
            inputSize = MeasureInput(host, format, sample);

        TextColumn[] bound = BindColumns(host, columns, inputSize);
        if (header != null || format.HasHeader)
        {
            string line = new TextLines(header ?? sample, format).HeaderOrFirst();
            if (!string.IsNullOrEmpty(line))
                SetSlotNames(format, bound, line);
        }

        return bound;
    }

    private static int MeasureInput(IHost host, TextFormat format, IMultiStreamSource sample)
    {
        var fields = new FieldSplitter(format, int.MaxValue - 1);
        int min = int.MaxValue;
        int max = 0;
        foreach ((_, string text) in new TextLines(sample, format, withHeader: true).Read().Take(SampleLines))
        {
            int size = fields.Split(format.TrimWhitespace ? text.TrimEnd() : text);
            if (size == 0)
                continue;
            min = Math.Min(min, size);
            max = Math.Max(max, size);
        }

        host.CheckUserArg(max > 0, "Source", "Can't determine the number of source columns without valid data");
        host.CheckUserArg(min == max, "Source", "The size of input lines is not consistent");
        return min;
    }

    private static TextColumn[] BindColumns(IHost host, TextLoader.Column[] columns, int inputSize)
    {
        var segments = columns.Select(column => column.Source.Select(range => Segment(host, range, inputSize)).ToList()).ToList();
        (int Column, int Range)[] others =
            [.. columns.SelectMany((column, c) => column.Source.Select((range, r) => (range, c, r))).Where(x => x.range.AllOther).Select(x => (x.c, x.r))];
        host.CheckUserArg(others.Length <= 1, nameof(TextLoader.Range.AllOther), "At most one all other range can be specified");
        if (others.Length == 1)
            ReplaceByRest(host, segments, others[0].Column, others[0].Range);
        return [.. columns.Select((column, i) => new TextColumn(host, column.Name.Trim(), ItemType(host, column), [.. segments[i]]))];
    }

    private static TextSegment Segment(IHost host, TextLoader.Range range, int inputSize)
    {
        host.CheckUserArg(range.Min >= 0, nameof(range.Min));
        if (range.Max is int max)
        {
            host.CheckUserArg(range.Min <= max && max < int.MaxValue - 1, nameof(range.Max));
            return new TextSegment(range.Min, max + 1, range.ForceVector);
        }

        if (range.AutoEnd)
        {
            host.CheckUserArg(range.Min < inputSize, nameof(range.Min), $"Column #{range.Min} not found in the dataset (it only has {inputSize} columns)");
            return new TextSegment(range.Min, inputSize, true);
        }

        return range.VariableEnd
            ? new TextSegment(range.Min, null, true)
            : new TextSegment(range.Min, range.Min + 1, range.ForceVector);
    }

    // A range of all others is what no other range takes.
    private static void ReplaceByRest(IHost host, List<List<TextSegment>> segments, int column, int range)
    {
        TextSegment whole = segments[column][range];
        segments[column].RemoveAt(range);
        int end = whole.Lim ?? int.MaxValue;
        int min = whole.Min;
        var rest = new List<TextSegment>();
        foreach (TextSegment taken in segments.SelectMany(s => s).OrderBy(s => s.Min))
        {
            if (min >= end)
                break;
            if (min < taken.Min)
                rest.Add(new TextSegment(min, Math.Min(taken.Min, end), true));
            min = Math.Max(min, taken.Lim ?? int.MaxValue);
        }

        if (min < end)
            rest.Add(new TextSegment(min, whole.Lim, true));
        segments[column].InsertRange(range, rest);
        host.CheckUserArg(segments[column].Count > 0, nameof(TextLoader.Range.AllOther), "No index is selected as all other indexes.");
    }

    private static PrimitiveDataViewType ItemType(IHost host, TextLoader.Column column)
    {
        host.CheckUserArg(Enum.IsDefined(column.DataKind), nameof(column.DataKind), "Bad item type");
        PrimitiveDataViewType type = ColumnTypeExtensions.PrimitiveTypeFromKind(column.DataKind);
        if (column.KeyCount == null)
            return type;
        if (!KeyDataViewType.IsValidDataType(type.RawType))
            throw host.ExceptUserArg(nameof(column.KeyCount), $"The column '{column.Name}' of type {type} cannot be a key");
        return new KeyDataViewType(type.RawType, column.KeyCount.Count ?? ValueConversions.Largest(type.RawType));
    }

    private static void SetSlotNames(TextFormat format, TextColumn[] columns, string header)
    {
        var fields = new FieldSplitter(format, int.MaxValue - 1);
        fields.Split(header);
        foreach (TextColumn column in columns.Where(column => column.Type.IsKnownSizeVector()))
        {
            string[] names = [.. column.Segments
                .SelectMany(segment => Enumerable.Range(segment.Min, segment.Size))
                .Select(field => fields[field].ToString().Trim())];
            if (names.Any(name => name.Length > 0))
                column.SlotNames = names;
        }
    }
}
