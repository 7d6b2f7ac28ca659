using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Cells;

/// <summary>One cell of a network, with layers of its own.</summary>
internal sealed class ConvolutionalCell : torch.nn.Module
{
    /// <summary>Creates the cell.</summary>
    /// <param name="cell">Its graph.</param>
    /// <param name="initializer">The source of the weights.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="options">How the network is built.</param>
    public ConvolutionalCell(Cell cell, WeightInitializer initializer, CellSite site, ConvolutionalNetworkOptions options)
        : base(nameof(ConvolutionalCell))
    {
        var factory = new CellLayerFactory(initializer, site, options);
        var layers = new CellLayers(
            Register("alignFirst", factory.CreateFirst()),
            Register("alignSecond", factory.CreateSecond()),
            [.. cell.Nodes.Select((n, index) => (Register($"node{index}First", factory.CreateBranch(n.First)), Register($"node{index}Second", factory.CreateBranch(n.Second))))],
            [.. cell.LooseEnds.Select(end => factory.CreateLooseEnd(end) is { } layer ? Register($"looseEnd{end}", layer) : null)],
            []);
        Wiring = new WiredCell(cell, layers, site.Output with { Channels = site.Channels * cell.LooseEnds.Length }, options.Conventions);
    }

    /// <summary>How its layers are wired.</summary>
    public WiredCell Wiring { get; }

    /// <summary>The shape of the output.</summary>
    public ImageShape Output => Wiring.Output;

    private Layer[] Register(string name, Layer[] layers)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            register_module($"{name}{i}", layers[i]);
        }

        return layers;
    }

    private Layer Register(string name, Layer layer)
    {
        register_module(name, layer);
        return layer;
    }
}
