using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.ML.AutoML;

public static partial class AutoMLExperimentExtension
{
    public static AutoMLExperiment SetBinaryClassificationMetric(this AutoMLExperiment experiment, BinaryClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel")
        => experiment.SetEvaluateMetric(new BinaryMetricManager(metric, labelColumn, predictedColumn));

    public static AutoMLExperiment SetMulticlassClassificationMetric(this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel")
        => experiment.SetEvaluateMetric(new MultiClassMetricManager(metric, labelColumn, predictedColumn));

    public static AutoMLExperiment SetRegressionMetric(this AutoMLExperiment experiment, RegressionMetric metric, string labelColumn = "Label", string scoreColumn = "Score")
        => experiment.SetEvaluateMetric(new RegressionMetricManager(metric, labelColumn, scoreColumn));

    private static AutoMLExperiment SetEvaluateMetric(this AutoMLExperiment experiment, IEvaluateMetricManager metric)
    {
        experiment.ServiceCollection.AddSingleton<IMetricManager>(metric);
        experiment.ServiceCollection.AddSingleton(metric);
        return experiment;
    }
}
