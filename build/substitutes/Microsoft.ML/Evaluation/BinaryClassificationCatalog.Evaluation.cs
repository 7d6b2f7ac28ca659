using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string probabilityColumnName = DefaultColumnNames.Probability,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        CheckArguments(data, labelColumnName, scoreColumnName, predictedLabelColumnName);
        Environment.CheckNonEmpty(probabilityColumnName, nameof(probabilityColumnName));
        return BinaryEvaluator.Evaluate(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName);
    }

    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        CheckArguments(data, labelColumnName, scoreColumnName, predictedLabelColumnName);
        return BinaryEvaluator.EvaluateNonCalibrated(data, labelColumnName, scoreColumnName, predictedLabelColumnName);
    }

    public IReadOnlyList<CrossValidationResult<CalibratedBinaryClassificationMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return
        [
            .. CrossValidateTrain(data, estimator, numberOfFolds, samplingKeyColumnName, seed)
                .Select(fold => new CrossValidationResult<CalibratedBinaryClassificationMetrics>(
                    fold.Model, Evaluate(fold.Scores, labelColumnName), fold.Scores, fold.Fold)),
        ];
    }

    public IReadOnlyList<CrossValidationResult<BinaryClassificationMetrics>> CrossValidateNonCalibrated(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return
        [
            .. CrossValidateTrain(data, estimator, numberOfFolds, samplingKeyColumnName, seed)
                .Select(fold => new CrossValidationResult<BinaryClassificationMetrics>(
                    fold.Model, EvaluateNonCalibrated(fold.Scores, labelColumnName), fold.Scores, fold.Fold)),
        ];
    }

    private void CheckArguments(IDataView data, string labelColumnName, string scoreColumnName, string predictedLabelColumnName)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Environment.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        Environment.CheckNonEmpty(predictedLabelColumnName, nameof(predictedLabelColumnName));
    }
}
