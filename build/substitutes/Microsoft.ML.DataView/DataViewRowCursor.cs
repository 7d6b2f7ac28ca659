namespace Microsoft.ML;

/// <summary>A row that starts before the first row and moves forward.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    public abstract bool MoveNext();
}
