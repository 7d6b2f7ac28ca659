namespace Microsoft.ML.Data;

/// <summary>A column's annotations as a row, so that mappers of rows can map them too.</summary>
internal sealed class AnnotationRow(DataViewSchema.Annotations annotations) : DataViewRow
{
    public override DataViewSchema Schema => annotations.Schema;

    public override long Position => 0;

    public override long Batch => 0;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => annotations.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = default;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;
}
