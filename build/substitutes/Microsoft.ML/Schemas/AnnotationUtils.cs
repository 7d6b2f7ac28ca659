namespace Microsoft.ML.Data;

/// <summary>The annotations that components agree on.</summary>
internal static class AnnotationUtils
{
    public static VectorDataViewType GetNamesType(int size) => new(TextDataViewType.Instance, size);

    public static KeyDataViewType ScoreColumnSetIdType { get; } = new(typeof(uint), int.MaxValue);

    public static bool HasAnnotation(this DataViewSchema.Column column, string kind) => column.Annotations.Schema.GetColumnOrNull(kind) != null;

    public static DataViewType GetAnnotationTypeOrNull(this DataViewSchema.Column column, string kind)
        => column.Annotations.Schema.GetColumnOrNull(kind)?.Type;

    public static T GetAnnotation<T>(this DataViewSchema.Column column, string kind)
    {
        T value = default;
        column.Annotations.GetValue(kind, ref value);
        return value;
    }

    public static bool HasSlotNames(this DataViewSchema.Column column, int vectorSize)
        => vectorSize > 0
            && column.GetAnnotationTypeOrNull(Kinds.SlotNames) is VectorDataViewType { ItemType: TextDataViewType } names
            && names.Size == vectorSize;

    public static uint GetMaxAnnotationKind(this DataViewSchema schema, out int column, string kind)
    {
        uint max = 0;
        column = -1;
        for (int i = 0; i < schema.Count; i++)
        {
            if (schema[i].GetAnnotationTypeOrNull(kind) is KeyDataViewType key && key.RawType == typeof(uint))
            {
                uint value = schema[i].GetAnnotation<uint>(kind);
                if (value > max)
                {
                    max = value;
                    column = i;
                }
            }
        }

        return max;
    }

    public static IEnumerable<SchemaShape.Column> GetTrainerOutputAnnotation(bool isNormalized = false)
    {
        yield return new SchemaShape.Column(Kinds.ScoreColumnSetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true);
        yield return new SchemaShape.Column(Kinds.ScoreColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false);
        yield return new SchemaShape.Column(Kinds.ScoreValueKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false);
        if (isNormalized)
            yield return new SchemaShape.Column(Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
    }

    public static IEnumerable<SchemaShape.Column> AnnotationsForMulticlassScoreColumn(SchemaShape.Column? labelColumn = null)
    {
        if (labelColumn is { IsKey: true } label
            && label.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column values)
            && values.Kind == SchemaShape.Column.VectorKind.Vector)
        {
            if (values.ItemType is TextDataViewType)
                yield return new SchemaShape.Column(Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
            yield return new SchemaShape.Column(Kinds.TrainingLabelValues, SchemaShape.Column.VectorKind.Vector, values.ItemType, false);
        }

        foreach (SchemaShape.Column column in GetTrainerOutputAnnotation())
            yield return column;
    }

    public static bool IsNormalized(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(Kinds.IsNormalized, out SchemaShape.Column annotation)
            && annotation.Kind == SchemaShape.Column.VectorKind.Scalar
            && !annotation.IsKey
            && annotation.ItemType == BooleanDataViewType.Instance;

    public static bool HasSlotNames(this SchemaShape.Column column)
        => column.Kind == SchemaShape.Column.VectorKind.Vector
            && column.Annotations.TryFindColumn(Kinds.SlotNames, out SchemaShape.Column annotation)
            && annotation.Kind == SchemaShape.Column.VectorKind.Vector
            && annotation.ItemType == TextDataViewType.Instance;

    /// <summary>Whether keys have text as their values, so that scores over them get names.</summary>
    public static bool NeedsSlotNames(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column annotation)
            && annotation.Kind == SchemaShape.Column.VectorKind.Vector
            && annotation.ItemType is TextDataViewType;

    public static class Kinds
    {
        public const string SlotNames = "SlotNames";
        public const string KeyValues = "KeyValues";
        public const string ScoreColumnSetId = "ScoreColumnSetId";
        public const string ScoreColumnKind = "ScoreColumnKind";
        public const string ScoreValueKind = "ScoreValueKind";
        public const string IsNormalized = "IsNormalized";
        public const string IsUserVisible = "IsUserVisible";
        public const string TrainingLabelValues = "TrainingLabelValues";
        public const string CategoricalSlotRanges = "CategoricalSlotRanges";
    }

    public static class ScoreColumnKind
    {
        public const string BinaryClassification = "BinaryClassification";
        public const string MulticlassClassification = "MulticlassClassification";
        public const string Regression = "Regression";
    }

    public static class ScoreValueKind
    {
        public const string Score = "Score";
        public const string PredictedLabel = "PredictedLabel";
        public const string Probability = "Probability";
    }
}
