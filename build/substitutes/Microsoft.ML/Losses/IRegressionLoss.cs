namespace Microsoft.ML.Trainers;

/// <summary>A loss for numeric labels.</summary>
public interface IRegressionLoss : IScalarLoss
{
}
