using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>
/// One cell of a supernet: the layers of all cells that may stand in its place. Each operation of each branch of each node has weights and
/// normalization of its own for every node that the branch may read, as in the authors' code.
/// </summary>
internal sealed class SharedCell : torch.nn.Module
{
    private readonly CellSite _site;
    private readonly ConvolutionalSupernetOptions _options;
    private readonly Dictionary<(int Node, int Place, Branch Branch), SharedLayer> _branches = [];
    private readonly SharedLayer?[] _looseEnds = new SharedLayer?[Cell.InputCount];
    private readonly SharedAlignment?[] _alignments = new SharedAlignment?[Cell.InputCount];
    private readonly SharedLayer[][] _inputs = [[], []];
    private readonly SharedLayer[] _afterSecond = [];
    private readonly NodeWeights? _outputWeights;
    private readonly SharedLayer? _outputNormalization;
    private readonly LooseEndCache<IReadOnlyList<SharedLayer>> _outputs;

    /// <summary>Creates the cell.</summary>
    /// <param name="space">The cells that may stand in its place.</param>
    /// <param name="initializer">The source of the weights.</param>
    /// <param name="site">Where it stands. Where an input comes from a cell with loose ends, its shape is that of one of them.</param>
    /// <param name="sources">The cells whose loose ends the inputs are; null for an input that is one value.</param>
    /// <param name="options">How the network is built.</param>
    public SharedCell(
        ConvolutionalCellSpace space, WeightInitializer initializer, CellSite site, SharedCell?[] sources, ConvolutionalSupernetOptions options)
        : base(nameof(SharedCell))
    {
        _options = options;
        NodeCount = Cell.InputCount + space.NodeCount;
        bool projects = options.Cells == SupernetCells.Projected;
        if (projects && site.IsReduction)
        {
            _inputs[1] = [Register("reduce", new FactorizedReduction(initializer, site.Second, site.Channels, rectified: false))];
            site = site with { Second = site.Output, IsReduction = false };
        }

        _site = site;
        var factory = new CellLayerFactory(initializer, site, options.Network);
        NetworkConventions conventions = options.Network.Conventions;
        for (int input = 0; input < Cell.InputCount; input++)
        {
            if (sources[input] is { } source)
            {
                bool always = input == 1 && conventions.AlwaysProjectPreviousCell;
                _alignments[input] = new SharedAlignment(initializer, source.EndShape, source.NodeCount, site.Node, always);
                register_module($"align{input}", _alignments[input]!);
            }
            else
            {
                Layer[] layers = input == 0 ? factory.CreateFirst() : factory.CreateSecond();
                _inputs[input] = [.. _inputs[input], .. layers.Select((layer, index) => Register($"input{input}{index}", layer))];
            }
        }

        if (sources[1] is not null && options.Network.ProjectPreviousCell)
        {
            _afterSecond = [Register("afterSecond", factory.CreatePreviousProjection())];
        }

        CreateBranches(space, factory);
        for (int end = 0; end < Cell.InputCount; end++)
        {
            _looseEnds[end] = factory.CreateLooseEnd(end) is { } layer ? Register($"looseEnd{end}", layer) : null;
        }

        if (projects)
        {
            _outputWeights = new NodeWeights(initializer, NodeCount, site.Channels, site.Channels, 1, 1);
            register_module("outputWeights", _outputWeights);
            _outputNormalization = Register("outputNormalization", new BatchNormalization(initializer, site.Channels));
        }

        _outputs = new LooseEndCache<IReadOnlyList<SharedLayer>>(CreateOutput);
    }

    /// <summary>The number of nodes, inputs included.</summary>
    public int NodeCount { get; }

    /// <summary>The shape of one loose end.</summary>
    public ImageShape EndShape => _site.Output;

    /// <summary>A cell out of the layers.</summary>
    /// <param name="cell">Its graph.</param>
    /// <param name="firstEnds">The loose ends of the cell that the first input comes from.</param>
    /// <param name="secondEnds">Those of the cell that the second input comes from.</param>
    /// <param name="used">Receives what the cell is made of.</param>
    public WiredCell GetPath(Cell cell, ImmutableArray<int> firstEnds, ImmutableArray<int> secondEnds, List<SharedLayer> used)
    {
        var layers = new CellLayers(
            Use(_alignments[0]?.GetLayers(firstEnds) ?? _inputs[0]),
            Use([.. _alignments[1]?.GetLayers(secondEnds) ?? _inputs[1], .. _afterSecond]),
            [.. cell.Nodes.Select((node, index) => (UseOne(_branches[(index, 0, node.First)]), UseOne(_branches[(index, 1, node.Second)])))],
            [.. cell.LooseEnds.Select(end => end < Cell.InputCount && _looseEnds[end] is { } layer ? UseOne(layer) : null)],
            Use(_outputs.Get(cell.LooseEnds)));
        int channels = _outputWeights is null ? _site.Channels * cell.LooseEnds.Length : _site.Channels;
        return new WiredCell(cell, layers, _site.Output with { Channels = channels }, _options.Network.Conventions);

        Layer[] Use(IReadOnlyList<SharedLayer> shared) => [.. shared.Select(UseOne)];

        Layer UseOne(SharedLayer shared)
        {
            used.Add(shared);
            return shared.Layer;
        }
    }

    private void CreateBranches(ConvolutionalCellSpace space, CellLayerFactory factory)
    {
        for (int node = 0; node < space.NodeCount; node++)
        {
            for (int place = 0; place < 2; place++)
            {
                foreach (string operation in space.Operations.Operations)
                {
                    for (int input = 0; input < Cell.InputCount + node; input++)
                    {
                        var branch = new Branch(input, operation);
                        _branches[(node, place, branch)] = Register($"node{node}_{place}_{operation}_{input}", factory.CreateBranch(branch));
                    }
                }
            }
        }
    }

    private IReadOnlyList<SharedLayer> CreateOutput(ImmutableArray<int> ends)
    {
        if (_outputWeights is null)
        {
            return [];
        }

        var projection = new Convolution(() => _outputWeights.Gather(ends), ends.Length * _site.Channels, _site.Channels, rectified: true);
        return [new SharedLayer(projection, [.. _outputWeights.Select(ends)]), _outputNormalization!];
    }

    private SharedLayer Register(string name, Layer layer)
    {
        register_module(name, layer);
        return SharedLayer.Of(layer);
    }
}
