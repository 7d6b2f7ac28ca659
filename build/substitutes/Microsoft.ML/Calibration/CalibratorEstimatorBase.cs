using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>Finds what turns a column of scores into probabilities.</summary>
public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>
    where TICalibrator : class, ICalibrator
{
    private protected CalibratorEstimatorBase(IHostEnvironment env, string labelColumn, string scoreColumn, string weightColumn)
    {
        Host = env;
        LabelColumn = string.IsNullOrWhiteSpace(labelColumn) ? default : TrainerColumns.BooleanLabel(labelColumn);
        ScoreColumn = TrainerColumns.Number(scoreColumn);
        WeightColumn = TrainerColumns.Weight(weightColumn);
    }

    private protected IHostEnvironment Host { get; }

    private protected SchemaShape.Column LabelColumn { get; }

    private protected SchemaShape.Column ScoreColumn { get; }

    private protected SchemaShape.Column WeightColumn { get; }

    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return Create(Train(input));
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        CheckColumn(inputSchema, ScoreColumn, "score");
        CheckColumn(inputSchema, WeightColumn, "weight");
        CheckColumn(inputSchema, LabelColumn, "label");
        inputSchema.TryFindColumn(ScoreColumn.Name, out SchemaShape.Column score);

        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        const string probability = AnnotationUtils.ScoreValueKind.Probability;
        columns[probability] = new SchemaShape.Column(
            probability, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, Annotations(score));
        return new SchemaShape(columns.Values);
    }

    private protected abstract TICalibrator Train(IDataView input);

    private protected abstract CalibratorTransformer<TICalibrator> Create(TICalibrator calibrator);

    /// <summary>The score's own annotations, where they are complete, as <see cref="ProbabilityMapper"/> passes them on.</summary>
    private static SchemaShape Annotations(SchemaShape.Column score)
    {
        List<SchemaShape.Column> annotations =
        [
            new(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false),
        ];
        SchemaShape.Column[] complete = [.. AnnotationUtils.GetTrainerOutputAnnotation()];
        if (complete.All(kind => score.Annotations.TryFindColumn(kind.Name, out SchemaShape.Column present) && kind.IsCompatibleWith(present)))
            annotations.AddRange(complete);
        return new SchemaShape(annotations);
    }

    private void CheckColumn(SchemaShape inputSchema, SchemaShape.Column expected, string role)
    {
        if (!expected.IsValid)
            return;
        if (!inputSchema.TryFindColumn(expected.Name, out SchemaShape.Column column))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, expected.Name);
        if (!expected.IsCompatibleWith(column))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, expected.Name, expected.GetTypeString(), column.GetTypeString());
    }
}
