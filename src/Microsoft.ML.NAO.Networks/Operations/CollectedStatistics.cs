using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>Means and variances of a batch normalization that are no part of the network's state.</summary>
internal sealed class CollectedStatistics(torch.Tensor like) : IDisposable
{
    public torch.Tensor Mean { get; } = torch.zeros_like(like).DetachFromDisposeScope();

    public torch.Tensor Variance { get; } = torch.ones_like(like).DetachFromDisposeScope();

    /// <summary>Forgets. What was collected may have been no number, which no average would forget.</summary>
    public void Clear()
    {
        Mean.zero_();
        Variance.zero_();
    }

    public void Dispose()
    {
        Mean.Dispose();
        Variance.Dispose();
    }
}
