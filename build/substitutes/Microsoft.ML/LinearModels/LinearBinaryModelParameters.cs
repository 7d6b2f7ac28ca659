namespace Microsoft.ML.Trainers;

/// <summary>A linear score above 0 for one class, and below for the other.</summary>
public sealed class LinearBinaryModelParameters : LinearModelParameters
{
    internal const string KindName = "LinearBinaryModel";

    internal LinearBinaryModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }

    internal override string Kind => KindName;
}
