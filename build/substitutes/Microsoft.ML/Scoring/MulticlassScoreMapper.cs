namespace Microsoft.ML.Data;

/// <summary>Adds the predicted class and the scores over all classes.</summary>
internal sealed class MulticlassScoreMapper : ScoreMapper<VBuffer<float>>
{
    private const int Score = 1;

    private readonly int _classes;
    private readonly DataViewSchema.Annotations _labelAnnotations;

    public MulticlassScoreMapper(
        DataViewSchema inputSchema, IScoreModel<VBuffer<float>> model, int features, DataViewSchema.Annotations labelAnnotations)
        : base(inputSchema, model, features)
    {
        _classes = ((Trainers.LinearMulticlassModelParametersBase)model).ClassCount;
        _labelAnnotations = labelAnnotations;
    }

    protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
    {
        var annotations = new ScoreAnnotations(InputSchema, AnnotationUtils.ScoreColumnKind.MulticlassClassification);
        DataViewSchema.Annotations labelValues = null;
        DataViewSchema.Annotations names = null;
        DataViewSchema.Column? values = _labelAnnotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues);
        if (values is { Type: VectorDataViewType type } && type.Size == _classes)
        {
            labelValues = _labelAnnotations;
            names = NamesOf(type, _labelAnnotations.GetGetterDelegate(values.Value.Index));
        }

        return
        [
            new(AnnotationUtils.ScoreValueKind.PredictedLabel, new KeyDataViewType(typeof(uint), _classes), annotations.PredictedLabel(labelValues)),
            new(AnnotationUtils.ScoreValueKind.Score, new VectorDataViewType(NumberDataViewType.Single, _classes), annotations.Score(names)),
        ];
    }

    protected override Delegate MakeGetter(int output, ValueGetter<VBuffer<float>> getScore)
    {
        if (output == Score)
            return getScore;
        VBuffer<float> score = default;
        return (ValueGetter<uint>)((ref uint destination) =>
        {
            getScore(ref score);
            destination = (uint)(ArgMax(score.GetValues()) + 1);
        });
    }

    /// <summary>What a score's slots stand for: the label's values, which are also the slots' names where they are text.</summary>
    private static DataViewSchema.Annotations NamesOf(VectorDataViewType type, Delegate getter)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationUtils.Kinds.TrainingLabelValues, type, getter);
        if (type.ItemType == TextDataViewType.Instance)
            builder.Add(AnnotationUtils.Kinds.SlotNames, type, getter);
        return builder.ToAnnotations();
    }

    /// <summary>The first of the largest items that are numbers; -1 if none is.</summary>
    private static int ArgMax(ReadOnlySpan<float> values)
    {
        int best = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsNaN(values[i]) && (best < 0 || values[i] > values[best]))
                best = i;
        }

        return best;
    }
}
