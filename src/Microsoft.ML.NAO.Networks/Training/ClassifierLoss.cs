using TorchSharp;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Training;

/// <summary>What a step of training computes for a batch of images.</summary>
/// <param name="Logits">The logits, of shape [batch, classes].</param>
/// <param name="CrossEntropy">The mean cross-entropy of the images.</param>
/// <param name="Total">What is differentiated: with the auxiliary classifier's cross-entropy, where there is one.</param>
internal sealed record ClassifierLoss(torch.Tensor Logits, torch.Tensor CrossEntropy, torch.Tensor Total)
{
    /// <summary>Computes the loss.</summary>
    /// <param name="forward">Computes the logits, and those of the auxiliary classifier where there is one.</param>
    /// <param name="labels">The classes of the images.</param>
    /// <param name="options">Label smoothing and the auxiliary classifier's weight.</param>
    public static ClassifierLoss Compute(
        Func<(torch.Tensor Logits, torch.Tensor? Auxiliary)> forward, torch.Tensor labels, TrainingOptions options)
    {
        var (logits, auxiliary) = Run(forward);
        var loss = Compare(logits);
        return new ClassifierLoss(logits, loss, auxiliary is null ? loss : loss.add(Compare(auxiliary), options.AuxiliaryWeight));

        torch.Tensor Compare(torch.Tensor values) => functional.cross_entropy(values, labels, label_smoothing: options.LabelSmoothing);
    }

    // What only the gradient needs of the forward pass belongs to libtorch then, which frees it as the backward pass goes.
    private static (torch.Tensor Logits, torch.Tensor? Auxiliary) Run(Func<(torch.Tensor Logits, torch.Tensor? Auxiliary)> forward)
    {
        using var scope = torch.NewDisposeScope();
        var (logits, auxiliary) = forward();
        return (logits.MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }
}
