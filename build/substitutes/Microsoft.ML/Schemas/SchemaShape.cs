using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What an estimator knows of a schema before it sees data: names, kinds and item types, but no sizes.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape _empty = new([]);

    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        Contracts.CheckValue(columns, nameof(columns));
        _columns = [.. columns];
        Contracts.CheckParam(_columns.All(c => c.IsValid), nameof(columns), "Some items are not initialized properly.");
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema)
    {
        Contracts.CheckValue(schema, nameof(schema));
        return new SchemaShape(schema
            .Where(column => !column.IsHidden)
            .Select(column => ColumnOf(column.Name, column.Type, new SchemaShape(column.Annotations.Schema.Select(a => ColumnOf(a.Name, a.Type, null))))));
    }

    internal static void GetColumnTypeShape(DataViewType type, out Column.VectorKind kind, out DataViewType itemType, out bool isKey)
    {
        kind = type is not VectorDataViewType vector
            ? Column.VectorKind.Scalar
            : vector.IsKnownSize ? Column.VectorKind.Vector : Column.VectorKind.VariableVector;
        itemType = type.GetItemType();
        isKey = itemType is KeyDataViewType;
        if (isKey)
            itemType = ColumnTypeExtensions.PrimitiveTypeFromType(itemType.RawType);
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        Contracts.CheckValue(name, nameof(name));
        column = Array.Find(_columns, c => c.Name == name);
        return column.IsValid;
    }

    private static Column ColumnOf(string name, DataViewType type, SchemaShape annotations)
    {
        GetColumnTypeShape(type, out Column.VectorKind kind, out DataViewType itemType, out bool isKey);
        return new Column(name, kind, itemType, isKey, annotations);
    }
}
