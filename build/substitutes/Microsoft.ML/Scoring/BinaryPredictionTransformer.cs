using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel, Score and, where the model gives one, the Probability of the positive class.</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal BinaryPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema trainSchema, string featureColumn)
        : this(env, model, featureColumn, trainSchema[featureColumn].Type)
    {
    }

    internal BinaryPredictionTransformer(IHostEnvironment env, TModel model, string featureColumn, DataViewType featureType)
        : base(env.Register("BinaryPredictionTransformer"), model, featureColumn, featureType)
    {
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema, int features)
        => new Mapper(schema, (IScoreModel<float>)(object)Model, features);

    private protected override void SaveModel(ModelSaveContext ctx) => SaveModel(ctx, PredictionKinds.Binary);

    private sealed class Mapper(DataViewSchema schema, IScoreModel<float> model, int features) : ScoreMapper<float>(schema, model, features)
    {
        private const int PredictedLabel = 0;
        private const int Score = 1;

        private readonly IProbabilityModel _probability = model as IProbabilityModel;

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            var annotations = new ScoreAnnotations(InputSchema, AnnotationUtils.ScoreColumnKind.BinaryClassification);
            List<DataViewSchema.DetachedColumn> columns =
            [
                new(AnnotationUtils.ScoreValueKind.PredictedLabel, BooleanDataViewType.Instance, annotations.PredictedLabel()),
                new(AnnotationUtils.ScoreValueKind.Score, NumberDataViewType.Single, annotations.Score()),
            ];
            if (_probability != null)
                columns.Add(new(AnnotationUtils.ScoreValueKind.Probability, NumberDataViewType.Single, annotations.Probability()));
            return [.. columns];
        }

        protected override Delegate MakeGetter(int output, ValueGetter<float> getScore)
        {
            if (output == Score)
                return getScore;
            float score = 0;
            if (output == PredictedLabel)
            {
                return (ValueGetter<bool>)((ref bool destination) =>
                {
                    getScore(ref score);
                    destination = score > 0;
                });
            }

            return (ValueGetter<float>)((ref float destination) =>
            {
                getScore(ref score);
                destination = _probability.PredictProbability(score);
            });
        }
    }
}
