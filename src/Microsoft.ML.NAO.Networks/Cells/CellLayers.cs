using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Cells;

/// <summary>The layers of one cell, whoever owns them.</summary>
/// <param name="First">What the first input passes on its way in.</param>
/// <param name="Second">What the second input passes.</param>
/// <param name="Nodes">The two branches of each computed node.</param>
/// <param name="LooseEnds">What each loose end passes, in order; null for nothing.</param>
/// <param name="Output">What the loose ends pass once they are joined.</param>
internal sealed record CellLayers(
    IReadOnlyList<Layer> First,
    IReadOnlyList<Layer> Second,
    IReadOnlyList<(Layer First, Layer Second)> Nodes,
    IReadOnlyList<Layer?> LooseEnds,
    IReadOnlyList<Layer> Output)
{
    /// <summary>All of them, in an order that is the same for all cells of one graph.</summary>
    public IEnumerable<Layer> All =>
    [
        .. First, .. Second, .. Nodes.SelectMany(node => new[] { node.First, node.Second }), .. LooseEnds.OfType<Layer>(), .. Output,
    ];
}
