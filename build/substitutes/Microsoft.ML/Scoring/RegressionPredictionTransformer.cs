using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds the predicted number as Score.</summary>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    internal RegressionPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema trainSchema, string featureColumn)
        : this(env, model, featureColumn, trainSchema[featureColumn].Type)
    {
    }

    internal RegressionPredictionTransformer(IHostEnvironment env, TModel model, string featureColumn, DataViewType featureType)
        : base(env.Register("RegressionPredictionTransformer"), model, featureColumn, featureType)
    {
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema, int features)
        => new Mapper(schema, (IScoreModel<float>)(object)Model, features);

    private protected override void SaveModel(ModelSaveContext ctx) => SaveModel(ctx, PredictionKinds.Regression);

    private sealed class Mapper(DataViewSchema schema, IScoreModel<float> model, int features) : ScoreMapper<float>(schema, model, features)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            var annotations = new ScoreAnnotations(InputSchema, AnnotationUtils.ScoreColumnKind.Regression);
            return [new(AnnotationUtils.ScoreValueKind.Score, NumberDataViewType.Single, annotations.LoneScore())];
        }

        protected override Delegate MakeGetter(int output, ValueGetter<float> getScore) => getScore;
    }
}
