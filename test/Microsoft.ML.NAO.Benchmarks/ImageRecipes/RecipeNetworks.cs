using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Benchmarks.ImageRecipes;

/// <summary>The networks to compare, all of about as many parameters as the published cell's.</summary>
internal static class RecipeNetworks
{
    private const int Classes = 10;
    private const int MostChannels = 256;

    public static string[] All { get; } = ["published", "random", "residual"];

    /// <summary>The cells of a network, and how they are stacked.</summary>
    public static (CellPair Cells, ConvolutionalNetworkOptions Options) Create(string name, int seed, ImageShape shape, int cells, int channels)
    {
        var space = new ConvolutionalCellSpace();
        CellPair published = space.Decode(PublishedArchitectures.NaoWeightSharing);
        long parameters = Count(published, shape, cells, channels);
        return name switch
        {
            "published" => (published, CreateOptions(cells, channels)),
            "random" => Fit([space.Decode(space.Sample(new Random(seed)))], shape, cells, parameters),
            _ => Fit([.. Enumerable.Range(2, 6).Select(CreateResidual)], shape, cells, parameters),
        };
    }

    /// <summary>
    /// A residual network: each node adds a 3×3 convolution (with ReLU before and batch normalization after) of the node before to that node
    /// itself, the first one to the cell before the last.
    /// </summary>
    private static CellPair CreateResidual(int nodes)
    {
        var cell = new Cell(
            [
                .. Enumerable.Range(0, nodes).Select(node => new CellNode(
                    new Branch(node + 1, OperationNames.Convolution3x3), new Branch(node == 0 ? 0 : node + 1, OperationNames.Identity))),
            ]);
        return new CellPair(cell, cell);
    }

    /// <summary>Of some cells with any even number of channels, what comes nearest to a number of parameters.</summary>
    private static (CellPair Cells, ConvolutionalNetworkOptions Options) Fit(CellPair[] candidates, ImageShape shape, int cells, long parameters)
    {
        var sizes =
            from pair in candidates
            let larger = FindChannels(pair, shape, cells, parameters)
            from channels in new[] { Math.Max(2, larger - 2), larger }
            select (Pair: pair, Channels: channels, Distance: Math.Abs(Count(pair, shape, cells, channels) - parameters));
        var nearest = sizes.MinBy(size => size.Distance);
        return (nearest.Pair, CreateOptions(cells, nearest.Channels));
    }

    // The least even number of channels with as many parameters, by bisection.
    private static int FindChannels(CellPair pair, ImageShape shape, int cells, long parameters)
    {
        int low = 1;
        int high = MostChannels / 2;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Count(pair, shape, cells, 2 * middle) >= parameters)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return 2 * low;
    }

    private static long Count(CellPair pair, ImageShape shape, int cells, int channels) =>
        ConvolutionalNetwork.GetStatistics(pair, shape, Classes, CreateOptions(cells, channels)).Parameters;

    private static ConvolutionalNetworkOptions CreateOptions(int cells, int channels) => new() { CellsPerStage = cells, InitialChannels = channels };
}
