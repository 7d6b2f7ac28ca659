namespace Microsoft.ML.Data;

/// <summary>How far predicted numbers are from the labels.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(double l1, double l2, double loss, double rSquared)
    {
        MeanAbsoluteError = l1;
        MeanSquaredError = l2;
        RootMeanSquaredError = Math.Sqrt(l2);
        LossFunction = loss;
        RSquared = rSquared;
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError { get; }

    public double LossFunction { get; }

    public double RSquared { get; }
}
