namespace Microsoft.ML.Data;

/// <summary>Reads the values of one column out of fields.</summary>
internal abstract class TextColumnReader
{
    public static TextColumnReader Create(TextColumn column, TextFormat format)
        => Generic.Invoke(Create<int>, column.ItemType.RawType, column, format);

    public abstract Delegate Getter { get; }

    public abstract void Read(FieldSplitter fields, int fieldCount, long line);

    private static TextColumnReader Create<T>(TextColumn column, TextFormat format) => new TextColumnReader<T>(column, format);
}
