namespace Microsoft.ML.NAO.Supernets;

/// <summary>How the cells of a supernet are put together.</summary>
public enum SupernetCells
{
    /// <summary>
    /// As in the stand-alone network: a reduction cell reads its inputs with a stride of 2, and loose ends stand side by side. A path
    /// computes what the stand-alone network of its weights computes.
    /// </summary>
    StandAlone,

    /// <summary>
    /// As in the authors' search with weight sharing: a reduction cell is a cell of stride 1 behind factorized reductions of its inputs, and
    /// the loose ends of every cell are projected (ReLU, 1×1 convolution, batch normalization) to the cell's channels.
    /// </summary>
    Projected,
}
