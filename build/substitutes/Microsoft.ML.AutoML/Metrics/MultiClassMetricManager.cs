namespace Microsoft.ML.AutoML;

internal sealed class MultiClassMetricManager(MulticlassClassificationMetric metric, string labelColumn, string predictedColumn) : IEvaluateMetricManager
{
    // Of the reduction of the log-loss, too, the real package seeks the smallest.
    public bool IsMaximize => metric is not (MulticlassClassificationMetric.LogLoss or MulticlassClassificationMetric.LogLossReduction);

    public string MetricName => metric.ToString();

    public double Evaluate(MLContext context, IDataView eval)
    {
        var metrics = context.MulticlassClassification.Evaluate(eval, labelColumnName: labelColumn, predictedLabelColumnName: predictedColumn);
        return metric switch
        {
            MulticlassClassificationMetric.MicroAccuracy => metrics.MicroAccuracy,
            MulticlassClassificationMetric.MacroAccuracy => metrics.MacroAccuracy,
            MulticlassClassificationMetric.LogLoss => metrics.LogLoss,
            MulticlassClassificationMetric.LogLossReduction => metrics.LogLossReduction,
            MulticlassClassificationMetric.TopKAccuracy => metrics.TopKAccuracy,
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "The metric is not one of multiclass classification."),
        };
    }
}
