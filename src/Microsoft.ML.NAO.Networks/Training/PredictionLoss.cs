using TorchSharp;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Training;

/// <summary>What a step of training computes for a batch.</summary>
/// <param name="Outputs">The logits, of shape [batch, classes], or the standardized values, of shape [batch, 1].</param>
/// <param name="Mean">The mean loss of the samples: the cross-entropy, or the squared error.</param>
/// <param name="Total">What is differentiated: with the auxiliary classifier's loss, where there is one.</param>
internal sealed record PredictionLoss(torch.Tensor Outputs, torch.Tensor Mean, torch.Tensor Total)
{
    /// <summary>Computes the loss.</summary>
    /// <param name="forward">Computes the outputs, and those of the auxiliary classifier where there is one.</param>
    /// <param name="targets">The classes, or the standardized values.</param>
    /// <param name="weights">How much each sample counts; null for all alike.</param>
    /// <param name="options">Label smoothing and the auxiliary classifier's weight.</param>
    public static PredictionLoss Compute(
        Func<(torch.Tensor Outputs, torch.Tensor? Auxiliary)> forward, torch.Tensor targets, torch.Tensor? weights, TrainingOptions options)
    {
        bool values = targets.dtype == torch.float32;
        var (outputs, auxiliary) = Run(forward);
        var loss = Compare(outputs);
        using Scalar weight = options.AuxiliaryWeight;
        return new PredictionLoss(outputs, loss, auxiliary is null ? loss : loss.add(Compare(auxiliary), weight));

        torch.Tensor Compare(torch.Tensor predicted)
        {
            if (values)
            {
                var squares = predicted.view(-1).sub(targets).square();
                return (weights is null ? squares : squares.mul(weights)).mean();
            }

            return weights is null
                ? functional.cross_entropy(predicted, targets, label_smoothing: options.LabelSmoothing)
                : functional.cross_entropy(predicted, targets, reduction: Reduction.None, label_smoothing: options.LabelSmoothing).mul(weights).mean();
        }
    }

    // What only the gradient needs of the forward pass belongs to libtorch then, which frees it as the backward pass goes.
    private static (torch.Tensor Outputs, torch.Tensor? Auxiliary) Run(Func<(torch.Tensor Outputs, torch.Tensor? Auxiliary)> forward)
    {
        using var scope = torch.NewDisposeScope();
        var (outputs, auxiliary) = forward();
        return (outputs.MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }
}
