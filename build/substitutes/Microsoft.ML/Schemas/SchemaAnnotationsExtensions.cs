namespace Microsoft.ML.Data;

/// <summary>Reads the annotations that most columns have.</summary>
public static class SchemaAnnotationsExtensions
{
    public static bool IsNormalized(this DataViewSchema.Column column)
    {
        if (column.GetAnnotationTypeOrNull(AnnotationUtils.Kinds.IsNormalized) is not BooleanDataViewType)
            return false;
        return column.GetAnnotation<bool>(AnnotationUtils.Kinds.IsNormalized);
    }

    public static bool HasSlotNames(this DataViewSchema.Column column)
        => column.Type is VectorDataViewType { Size: > 0 } vector && AnnotationUtils.HasSlotNames(column, vector.Size);

    public static void GetSlotNames(this DataViewSchema.Column column, ref VBuffer<ReadOnlyMemory<char>> slotNames)
        => column.Annotations.GetValue(AnnotationUtils.Kinds.SlotNames, ref slotNames);

    public static bool HasKeyValues(this DataViewSchema.Column column, PrimitiveDataViewType keyValueItemType = null)
        => column.Type.GetItemType() is KeyDataViewType { Count: <= int.MaxValue } key
            && column.GetAnnotationTypeOrNull(AnnotationUtils.Kinds.KeyValues) is VectorDataViewType values
            && values.Size == (int)key.Count
            && (keyValueItemType ?? TextDataViewType.Instance).Equals(values.ItemType);

    public static void GetKeyValues<TValue>(this DataViewSchema.Column column, ref VBuffer<TValue> keyValues)
        => column.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref keyValues);
}
