using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Cells;

/// <summary>Where a cell stands in a network.</summary>
/// <param name="First">The shape of its first input, the output of the cell before the last.</param>
/// <param name="Second">The shape of its second input, the output of the last cell.</param>
/// <param name="Channels">The number of channels of each node.</param>
/// <param name="IsReduction">Whether branches that read an input have stride 2.</param>
/// <param name="IsFirst">Whether the inputs are the stem's outputs.</param>
internal sealed record CellSite(ImageShape First, ImageShape Second, int Channels, bool IsReduction, bool IsFirst = false)
{
    /// <summary>The shape of the nodes that read an input at stride 1.</summary>
    public ImageShape Node => Second with { Channels = Channels };

    /// <summary>The shape of the computed nodes.</summary>
    public ImageShape Output => IsReduction
        ? Node with { Height = Convolution.Ceiling(Node.Height, 2), Width = Convolution.Ceiling(Node.Width, 2) }
        : Node;
}
