namespace Microsoft.ML.Trainers;

/// <summary>A loss for binary labels: positive above 0, negative otherwise.</summary>
public interface IClassificationLoss : IScalarLoss
{
}
