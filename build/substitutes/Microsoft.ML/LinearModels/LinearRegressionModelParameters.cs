namespace Microsoft.ML.Trainers;

/// <summary>A number that is linear in the features.</summary>
public sealed class LinearRegressionModelParameters : RegressionModelParameters
{
    internal const string KindName = "LinearRegressionModel";

    internal LinearRegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }

    internal override string Kind => KindName;
}
