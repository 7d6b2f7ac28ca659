using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// The authors' schedule of drop-path: cell k of K keeps a branch with the probability 1 − (k + 1)/K · progress · (1 − keep).
/// </summary>
internal static class DropPath
{
    /// <summary>The probability with which a branch of a cell is kept.</summary>
    /// <param name="options">Has the probability of the last cell at the end.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="cells">The number of cells.</param>
    /// <param name="progress">How much of the training is done, from 0 to 1.</param>
    public static double GetKeepProbability(ConvolutionalNetworkOptions options, int cell, int cells, double progress) =>
        1 - ((cell + 1.0) / cells * progress * (1 - options.DropPathKeepProbability));

    /// <summary>One mask of shape [images, 1, 1, 1] for each branch that may be dropped, in order; null where all are kept.</summary>
    public static torch.Tensor[]? Draw(
        RandomMasks masks, IReadOnlyList<WiredCell> cells, ConvolutionalNetworkOptions options, double progress, long images)
    {
        if (options.DropPathKeepProbability >= 1 || progress <= 0)
        {
            return null;
        }

        float[] keep =
        [
            .. cells.SelectMany((cell, k) => Enumerable.Repeat((float)GetKeepProbability(options, k, cells.Count, progress), cell.DroppableBranches)),
        ];
        return keep.Length == 0 ? null : masks.DrawPerImage(keep, images);
    }
}
