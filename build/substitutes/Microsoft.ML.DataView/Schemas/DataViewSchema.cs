using System.Collections;

namespace Microsoft.ML;

/// <summary>The columns of a view. Of columns with one name, the last hides the others.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _indices = [];

    private DataViewSchema(Column[] columns)
    {
        _columns = columns;
        foreach (Column column in columns)
            _indices[column.Name] = column.Index;
    }

    public int Count => _columns.Length;

    public Column this[string name]
        => _indices.TryGetValue(Check.NonEmpty(name, nameof(name)), out int index)
            ? _columns[index]
            : throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' not found");

    public Column this[int columnIndex]
        => columnIndex >= 0 && columnIndex < _columns.Length
            ? _columns[columnIndex]
            : throw new ArgumentOutOfRangeException(nameof(columnIndex));

    public Column? GetColumnOrNull(string name)
        => _indices.TryGetValue(Check.NonEmpty(name, nameof(name)), out int index) ? _columns[index] : null;

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{Count} columns";
}
