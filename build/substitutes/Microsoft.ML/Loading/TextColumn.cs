using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column bound to the fields of lines.</summary>
internal sealed class TextColumn
{
    public TextColumn(IHost host, string name, PrimitiveDataViewType itemType, TextSegment[] segments)
    {
        Name = name;
        ItemType = itemType;
        Segments = segments;
        TextSegment[] ordered = [.. segments.OrderBy(segment => segment.Min)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i - 1].Lim is not int lim || lim > ordered[i].Min)
                throw host.ExceptUserArg("Source", $"Intervals specified for column '{name}' overlap");
        }

        int size = segments.Sum(segment => segment.Size);
        bool isVariable = segments.Any(segment => segment.Lim == null);
        if (isVariable)
            Type = new VectorDataViewType(itemType);
        else
            Type = size > 1 || segments[0].ForceVector ? new VectorDataViewType(itemType, size) : itemType;
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public PrimitiveDataViewType ItemType { get; }

    public TextSegment[] Segments { get; }

    /// <summary>The names of a vector's slots, where a header has them.</summary>
    public string[] SlotNames { get; set; }

    /// <summary>The last field that the column needs.</summary>
    public int LastField => Segments.Any(s => s.Lim == null) ? int.MaxValue - 1 : Segments.Max(s => s.Lim.Value) - 1;

    public static DataViewSchema SchemaOf(IEnumerable<TextColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (TextColumn column in columns)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            if (column.SlotNames != null)
                annotations.AddSlotNames(column.SlotNames);
            builder.AddColumn(column.Name, column.Type, annotations.ToAnnotations());
        }

        return builder.ToSchema();
    }
}
