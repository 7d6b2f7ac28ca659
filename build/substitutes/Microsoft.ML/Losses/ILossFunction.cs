namespace Microsoft.ML.Trainers;

/// <summary>The loss of an output, given the label.</summary>
public interface ILossFunction<in TOutput, in TLabel>
{
    double Loss(TOutput output, TLabel label);
}
