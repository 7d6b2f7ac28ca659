using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class RegressionCatalog
{
    public RegressionMetrics Evaluate(
        IDataView data, string labelColumnName = DefaultColumnNames.Label, string scoreColumnName = DefaultColumnNames.Score)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Environment.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        return RegressionEvaluator.Evaluate(data, labelColumnName, scoreColumnName);
    }

    public IReadOnlyList<CrossValidationResult<RegressionMetrics>> CrossValidate(
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
                .Select(fold => new CrossValidationResult<RegressionMetrics>(
                    fold.Model, Evaluate(fold.Scores, labelColumnName), fold.Scores, fold.Fold)),
        ];
    }
}
