using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds a probability, with the score's own annotations where they are complete.</summary>
internal sealed class ProbabilityMapper(DataViewSchema inputSchema, ICalibrator calibrator, DataViewSchema.Column score)
    : RowMapperBase(inputSchema)
{
    private static readonly string[] _kinds =
        [AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.Kinds.ScoreColumnKind, AnnotationUtils.Kinds.ScoreValueKind];

    public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput) => column => activeOutput(0) && column == score.Index;

    protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        DataViewSchema kinds = score.Annotations.Schema;
        if (kinds.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnSetId)?.Type is KeyDataViewType key
            && key.RawType == typeof(uint)
            && kinds.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnKind)?.Type is TextDataViewType
            && kinds.GetColumnOrNull(AnnotationUtils.Kinds.ScoreValueKind)?.Type is TextDataViewType)
        {
            foreach (string wanted in _kinds)
                builder.Add(score.Annotations, kind => kind == wanted);
        }

        builder.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        return [new(AnnotationUtils.ScoreValueKind.Probability, NumberDataViewType.Single, builder.ToAnnotations())];
    }

    protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        ValueGetter<float> getScore = input.GetGetter<float>(input.Schema[score.Index]);
        float value = 0;
        return (ValueGetter<float>)((ref float destination) =>
        {
            getScore(ref value);
            destination = calibrator.PredictProbability(value);
        });
    }
}
