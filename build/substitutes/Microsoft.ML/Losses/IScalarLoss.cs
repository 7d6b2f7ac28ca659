namespace Microsoft.ML.Trainers;

/// <summary>A loss of a single number that can be differentiated by it.</summary>
public interface IScalarLoss : ILossFunction<float, float>
{
    float Derivative(float output, float label);
}
