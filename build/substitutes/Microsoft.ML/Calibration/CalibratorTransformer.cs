using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the Probability that a column of scores stands for.</summary>
public abstract class CalibratorTransformer<TICalibrator> : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>
    where TICalibrator : class, ICalibrator
{
    private protected CalibratorTransformer(IHostEnvironment env, TICalibrator calibrator, string scoreColumnName)
        : base(env.Register("CalibratorTransformer"))
    {
        Calibrator = calibrator;
        ScoreColumnName = scoreColumnName;
    }

    TICalibrator IPredictionTransformer<TICalibrator>.Model => Calibrator;

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => "Score";

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    internal TICalibrator Calibrator { get; }

    internal string ScoreColumnName { get; }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        DataViewSchema.Column score = schema.GetColumnOrNull(ScoreColumnName)
            ?? throw Host.Except($"The data to calibrate contains no '{ScoreColumnName}' column.");
        return new ProbabilityMapper(schema, Calibrator, score);
    }
}
