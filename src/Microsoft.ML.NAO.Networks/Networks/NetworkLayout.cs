using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks;

/// <summary>How many cells a network for images has, and which: stages of normal cells with a reduction cell between them.</summary>
/// <param name="options">How cells are stacked.</param>
/// <param name="shape">The shape of the images.</param>
internal sealed class NetworkLayout(ConvolutionalNetworkOptions options, ImageShape shape)
{
    private readonly int _reductions = options.GetReductions(shape);

    /// <summary>The number of cells.</summary>
    public int CellCount => ((_reductions + 1) * options.CellsPerStage) + _reductions;

    /// <summary>The cell whose output the auxiliary classifier reads.</summary>
    public int AuxiliaryCell
    {
        get
        {
            int afterReductions = CellCount - options.CellsPerStage;
            return Math.Max(0, options.Conventions.AuxiliaryAfterReduction ? afterReductions - 1 : afterReductions);
        }
    }

    /// <summary>Whether a cell is a reduction cell.</summary>
    public bool IsReduction(int cell) => (cell + 1) % (options.CellsPerStage + 1) == 0;

    /// <summary>The number of channels of a cell's nodes.</summary>
    public int GetChannels(int cell) => options.InitialChannels << ((cell + 1) / (options.CellsPerStage + 1));

    /// <summary>Goes through the cells from first to last.</summary>
    /// <param name="first">The shape of what the first cell reads as its first input.</param>
    /// <param name="second">The shape of what it reads as its second.</param>
    /// <param name="build">Builds a cell at its site, and returns the shape of its output.</param>
    /// <returns>The shape of the last cell's output.</returns>
    public ImageShape Stack(ImageShape first, ImageShape second, Func<int, CellSite, ImageShape> build)
    {
        for (int k = 0; k < CellCount; k++)
        {
            (first, second) = (second, build(k, new CellSite(first, second, GetChannels(k), IsReduction(k), IsFirst: k == 0)));
        }

        return second;
    }
}
