namespace Microsoft.ML.AutoML;

/// <summary>Measures scored data.</summary>
public interface IEvaluateMetricManager : IMetricManager
{
    double Evaluate(MLContext context, IDataView eval);
}
