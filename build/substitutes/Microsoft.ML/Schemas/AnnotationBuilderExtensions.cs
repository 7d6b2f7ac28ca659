namespace Microsoft.ML.Data;

internal static class AnnotationBuilderExtensions
{
    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, int size, ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        => builder.Add(AnnotationUtils.Kinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size), getter);

    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, IReadOnlyList<string> names)
    {
        var values = new VBuffer<ReadOnlyMemory<char>>(names.Count, [.. names.Select(name => name.AsMemory())]);
        builder.AddSlotNames(names.Count, (ref VBuffer<ReadOnlyMemory<char>> destination) => values.CopyTo(ref destination));
    }

    public static void AddKeyValues<TValue>(
        this DataViewSchema.Annotations.Builder builder, int size, PrimitiveDataViewType valueType, ValueGetter<VBuffer<TValue>> getter)
        => builder.Add(AnnotationUtils.Kinds.KeyValues, new VectorDataViewType(valueType, size), getter);

    public static void AddText(this DataViewSchema.Annotations.Builder builder, string kind, string value)
        => builder.AddPrimitiveValue(kind, TextDataViewType.Instance, value.AsMemory());

    public static void AddBoolean(this DataViewSchema.Annotations.Builder builder, string kind, bool value)
        => builder.AddPrimitiveValue(kind, BooleanDataViewType.Instance, value);

    /// <summary>The three annotations by which evaluators find the columns of one scorer.</summary>
    public static void AddScore(this DataViewSchema.Annotations.Builder builder, uint setId, string columnKind, string valueKind)
    {
        builder.AddPrimitiveValue(AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, setId);
        builder.AddText(AnnotationUtils.Kinds.ScoreColumnKind, columnKind);
        builder.AddText(AnnotationUtils.Kinds.ScoreValueKind, valueKind);
    }
}
