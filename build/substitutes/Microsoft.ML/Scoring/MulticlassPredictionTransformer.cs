using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel, a key with the values of the label in training, and Score, with a slot for each class.</summary>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly DataViewSchema.Annotations _labelAnnotations;

    internal MulticlassPredictionTransformer(
        IHostEnvironment env, TModel model, DataViewSchema trainSchema, string featureColumn, string labelColumn)
        : this(env, model, featureColumn, trainSchema[featureColumn].Type, KeyValuesOf(trainSchema[labelColumn]))
    {
    }

    internal MulticlassPredictionTransformer(
        IHostEnvironment env, TModel model, string featureColumn, DataViewType featureType, DataViewSchema.Annotations labelAnnotations)
        : base(env.Register("MulticlassPredictionTransformer"), model, featureColumn, featureType)
        => _labelAnnotations = labelAnnotations;

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema, int features)
        => new MulticlassScoreMapper(schema, (IScoreModel<VBuffer<float>>)(object)Model, features, _labelAnnotations);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        SaveModel(ctx, PredictionKinds.Multiclass);
        SchemaCodec.WriteAnnotations(ctx.Writer, _labelAnnotations);
    }

    private static DataViewSchema.Annotations KeyValuesOf(DataViewSchema.Column label)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(label.Annotations, kind => kind == AnnotationUtils.Kinds.KeyValues);
        return builder.ToAnnotations();
    }
}
