using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds a model's predictions from one column of features.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel>
    : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(IHost host, TModel model, string featureColumn, DataViewType featureType)
        : base(host, model)
    {
        FeatureColumnName = featureColumn;
        FeatureColumnType = featureType;
    }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        DataViewSchema.Column features = inputSchema.GetColumnOrNull(FeatureColumnName)
            ?? throw Host.ExceptSchemaMismatch(nameof(inputSchema), "feature", FeatureColumnName);
        if (!features.Type.Equals(FeatureColumnType))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "feature", FeatureColumnName, FeatureColumnType.ToString(), features.Type.ToString());
        }

        return new ColumnBindings(inputSchema, MakeRowMapper(inputSchema, features.Index).GetOutputColumns()).Schema;
    }

    private protected sealed override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        DataViewSchema.Column features = ScoredColumns.Find(schema, "Feature", FeatureColumnName);
        if (!features.Type.SameSizeAndItemType(FeatureColumnType))
            throw Contracts.Except($"Incompatible features column type: '{features.Type}' vs '{FeatureColumnType}'");
        return MakeRowMapper(schema, features.Index);
    }

    private protected abstract IRowMapper MakeRowMapper(DataViewSchema schema, int features);

    private protected void SaveModel(ModelSaveContext ctx, string kind)
    {
        ctx.SetKind(kind);
        ctx.SaveModel(Model, PredictionKinds.ModelFolder);
        ctx.Writer.Write(FeatureColumnName);
        TypeCodec.Write(ctx.Writer, FeatureColumnType);
    }
}
