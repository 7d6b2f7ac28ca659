namespace Microsoft.ML.Data;

/// <summary>
/// The annotations of the columns that one scorer adds: the number of its set among other scorers' sets, and what each column is.
/// Their order is the real scorers', which differs from column to column.
/// </summary>
internal sealed class ScoreAnnotations(DataViewSchema inputSchema, string columnKind)
{
    private readonly uint _setId = LargestSetId(inputSchema) + 1;

    /// <param name="labelValues">The key values of the label in training, if it has any.</param>
    public DataViewSchema.Annotations PredictedLabel(DataViewSchema.Annotations labelValues = null)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddColumnKind(builder);
        AddValueKind(builder, AnnotationUtils.ScoreValueKind.PredictedLabel);
        builder.Add(labelValues, _ => true);
        AddSetId(builder);
        return builder.ToAnnotations();
    }

    /// <param name="names">The names of the score's slots, if it has any.</param>
    public DataViewSchema.Annotations Score(DataViewSchema.Annotations names = null)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddColumnKind(builder);
        AddSetId(builder);
        AddValueKind(builder, AnnotationUtils.ScoreValueKind.Score);
        builder.Add(names, _ => true);
        return builder.ToAnnotations();
    }

    public DataViewSchema.Annotations Probability()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddColumnKind(builder);
        AddSetId(builder);
        builder.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        AddValueKind(builder, AnnotationUtils.ScoreValueKind.Probability);
        return builder.ToAnnotations();
    }

    /// <summary>The score of a task that predicts nothing but the score.</summary>
    public DataViewSchema.Annotations LoneScore()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddScore(_setId, columnKind, AnnotationUtils.ScoreValueKind.Score);
        return builder.ToAnnotations();
    }

    private static uint LargestSetId(DataViewSchema schema)
    {
        uint largest = 0;
        foreach (DataViewSchema.Column column in schema)
        {
            DataViewType type = column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnSetId)?.Type;
            if (type is not KeyDataViewType || type.RawType != typeof(uint))
                continue;
            uint setId = 0;
            column.Annotations.GetValue(AnnotationUtils.Kinds.ScoreColumnSetId, ref setId);
            largest = Math.Max(largest, setId);
        }

        return largest;
    }

    private static void AddValueKind(DataViewSchema.Annotations.Builder builder, string valueKind)
        => builder.AddText(AnnotationUtils.Kinds.ScoreValueKind, valueKind);

    private void AddColumnKind(DataViewSchema.Annotations.Builder builder)
        => builder.AddText(AnnotationUtils.Kinds.ScoreColumnKind, columnKind);

    private void AddSetId(DataViewSchema.Annotations.Builder builder)
        => builder.AddPrimitiveValue(AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, _setId);
}
