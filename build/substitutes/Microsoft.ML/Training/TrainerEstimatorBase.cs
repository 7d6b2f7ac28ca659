using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A trainer over one column of features, one of labels and perhaps one of weights.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;

    public readonly SchemaShape.Column LabelColumn;

    public readonly SchemaShape.Column WeightColumn;

    private protected const string NoTrainingInstancesMessage = "No valid training instances found, all instances have missing features.";

    private protected readonly IHost Host;

    private protected TrainerEstimatorBase(
        IHost host,
        SchemaShape.Column feature,
        SchemaShape.Column label,
        SchemaShape.Column weight = default)
    {
        Host = host;
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    public abstract TrainerInfo Info { get; }

    public TTransformer Fit(IDataView input) => Fit(input, null);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape.Column label = CheckColumns(inputSchema);
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach (SchemaShape.Column column in GetOutputColumns(label))
            columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }

    private protected TTransformer Fit(IDataView input, object initialModel)
    {
        CheckColumns(SchemaShape.Create(input.Schema));
        var set = new TrainingSet(input, FeatureColumn.Name, LabelColumn.Name, WeightColumn.Name);
        using IChannel channel = Host.Start("Training");
        return MakeTransformer(Train(set, initialModel, channel), input.Schema);
    }

    private protected abstract SchemaShape.Column[] GetOutputColumns(SchemaShape.Column label);

    private protected abstract TModel Train(TrainingSet set, object initialModel, IChannel channel);

    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    /// <returns>The label's column.</returns>
    private SchemaShape.Column CheckColumns(SchemaShape inputSchema)
    {
        CheckColumn(inputSchema, FeatureColumn, "feature", nameof(inputSchema));
        if (WeightColumn.IsValid)
            CheckColumn(inputSchema, WeightColumn, "weight", nameof(inputSchema));
        return CheckColumn(inputSchema, LabelColumn, "label", "labelCol");
    }

    private SchemaShape.Column CheckColumn(SchemaShape inputSchema, SchemaShape.Column expected, string role, string parameterOfMismatch)
    {
        if (!inputSchema.TryFindColumn(expected.Name, out SchemaShape.Column column))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, expected.Name);
        if (!expected.IsCompatibleWith(column))
            throw Host.ExceptSchemaMismatch(parameterOfMismatch, role, expected.Name, expected.GetTypeString(), column.GetTypeString());
        return column;
    }
}
