namespace Microsoft.ML.Data;

/// <summary>A column over an array.</summary>
internal abstract class ArrayColumn(DataViewSchema.DetachedColumn column)
{
    public DataViewSchema.DetachedColumn Column { get; } = column;

    public abstract int Count { get; }

    public static ArrayColumn<T> Create<T>(string name, DataViewType type, T[] values, DataViewSchema.Annotations annotations = null)
        => new(new DataViewSchema.DetachedColumn(name, type, annotations), values);

    /// <summary>Reads the values of a column of a view.</summary>
    public static ArrayColumn Of(IDataView view, DataViewSchema.Column column, string name)
        => Generic.Invoke(Of<int>, column.Type.RawType, view, column, name);

    public static ArrayColumn Load(BinaryReader reader)
    {
        string name = reader.ReadString();
        DataViewType type = TypeCodec.Read(reader);
        DataViewSchema.Annotations annotations = SchemaCodec.ReadAnnotations(reader);
        return Generic.Invoke(Load<int>, type.RawType, reader, new DataViewSchema.DetachedColumn(name, type, annotations));
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Column.Name);
        TypeCodec.Write(writer, Column.Type);
        SchemaCodec.WriteAnnotations(writer, Column.Annotations);
        WriteValues(writer);
    }

    public abstract Delegate Getter(Func<int> row);

    protected abstract void WriteValues(BinaryWriter writer);

    private static ArrayColumn Of<T>(IDataView view, DataViewSchema.Column column, string name)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(column);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        var values = new List<T>();
        while (cursor.MoveNext())
        {
            T value = default;
            getter(ref value);
            values.Add(value);
        }

        return Create(name, column.Type, values.ToArray(), column.Annotations);
    }

    private static ArrayColumn Load<T>(BinaryReader reader, DataViewSchema.DetachedColumn column)
        => new ArrayColumn<T>(column, reader.ReadValues<T>());
}

internal sealed class ArrayColumn<T>(DataViewSchema.DetachedColumn column, T[] values) : ArrayColumn(column)
{
    public T[] Values => values;

    public override int Count => values.Length;

    public override Delegate Getter(Func<int> row)
        => (ValueGetter<T>)((ref T destination) => ValueCopy<T>.Copy(ref values[row()], ref destination));

    protected override void WriteValues(BinaryWriter writer) => writer.WriteValues<T>(values);
}
