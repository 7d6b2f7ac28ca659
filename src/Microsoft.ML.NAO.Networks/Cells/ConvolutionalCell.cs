using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Cells;

/// <summary>
/// One cell of a network: its two inputs brought to the cell's channels and one size, five nodes that add two branches each, and the
/// loose ends side by side.
/// </summary>
internal sealed class ConvolutionalCell : torch.nn.Module
{
    private readonly Cell _cell;
    private readonly Layer[] _alignFirst;
    private readonly Layer[] _alignSecond;
    private readonly (BranchLayer First, BranchLayer Second)[] _nodes;
    private readonly Layer?[] _alignLooseEnds;

    /// <summary>Creates the cell.</summary>
    /// <param name="cell">Its graph.</param>
    /// <param name="initializer">The source of the weights.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="options">How the network is built.</param>
    public ConvolutionalCell(Cell cell, WeightInitializer initializer, CellSite site, ConvolutionalNetworkOptions options)
        : base(nameof(ConvolutionalCell))
    {
        _cell = cell;
        NetworkConventions conventions = options.Conventions;
        var (first, second, channels, isReduction, isFirst) = site;
        bool keepsFirst = isFirst && conventions.KeepStemInFirstCell && site.Node with { Channels = first.Channels } == first;
        ImageShape[] inputs = [keepsFirst ? first : site.Node, site.Node];
        _alignFirst = keepsFirst ? [] : Register("alignFirst", [.. Align(initializer, first, site.Node)]);
        _alignSecond = Register(
            "alignSecond",
            [
                .. Align(initializer, second, site.Node, conventions.AlwaysProjectPreviousCell),
                .. options.ProjectPreviousCell ? [LayerSequence.Projection(initializer, channels, channels)] : Array.Empty<Layer>(),
            ]);
        _nodes = [.. cell.Nodes.Select((n, index) => (CreateBranch(index, "First", n.First), CreateBranch(index, "Second", n.Second)))];
        _alignLooseEnds = [.. cell.LooseEnds.Select(CreateLooseEndAlignment)];
        Output = site.Output with { Channels = channels * cell.LooseEnds.Length };

        BranchLayer CreateBranch(int index, string name, Branch branch)
        {
            bool readsInput = branch.Input < Cell.InputCount;
            Layer layer = OperationFactory.Create(branch.Operation, new OperationSite(
                initializer, readsInput ? inputs[branch.Input] : site.Output, channels, isReduction && readsInput ? 2 : 1, conventions));
            register_module($"node{index}{name}", layer);
            return new BranchLayer(branch.Input, layer, conventions.DropIdentities || branch.Operation != OperationNames.Identity);
        }

        Layer? CreateLooseEndAlignment(int looseEnd)
        {
            ImageShape end = looseEnd < Cell.InputCount ? inputs[looseEnd] : site.Output;
            if (end == site.Output)
            {
                return null;
            }

            Layer layer = isReduction
                ? new FactorizedReduction(initializer, end, channels, rectified: false)
                : LayerSequence.Projection(initializer, end.Channels, channels, rectified: false);
            register_module($"looseEnd{looseEnd}", layer);
            return layer;
        }
    }

    /// <summary>The shape of the output.</summary>
    public ImageShape Output { get; }

    /// <summary>The number of branches that drop-path may drop.</summary>
    public int DroppableBranches => _nodes.Sum(node => (node.First.MayBeDropped ? 1 : 0) + (node.Second.MayBeDropped ? 1 : 0));

    /// <summary>Wires the cell to the outputs of the two cells before it.</summary>
    public NodeValue<T> Wire<T>(IWiring<T> wiring, NodeValue<T> first, NodeValue<T> second)
    {
        var nodes = new NodeValue<T>[Cell.InputCount + _nodes.Length];
        nodes[0] = Through(_alignFirst, first);
        nodes[1] = Through(_alignSecond, second);
        for (int n = 0; n < _nodes.Length; n++)
        {
            nodes[Cell.InputCount + n] = new NodeValue<T>(wiring, wiring.Add(Branch(_nodes[n].First), Branch(_nodes[n].Second)));
        }

        var ends = new T[_cell.LooseEnds.Length];
        for (int i = 0; i < ends.Length; i++)
        {
            NodeValue<T> end = nodes[_cell.LooseEnds[i]];
            ends[i] = _alignLooseEnds[i] is { } layer ? end.Through(layer) : end.Value;
        }

        return ends.Length == 1 ? nodes[_cell.LooseEnds[0]] : new NodeValue<T>(wiring, wiring.Concatenate(ends));

        T Branch(BranchLayer branch)
        {
            T value = nodes[branch.Input].Through(branch.Layer);
            return branch.MayBeDropped ? wiring.Drop(value) : value;
        }

        NodeValue<T> Through(Layer[] layers, NodeValue<T> value) =>
            layers.Aggregate(value, (current, layer) => new NodeValue<T>(wiring, current.Through(layer)));
    }

    private static IEnumerable<Layer> Align(WeightInitializer initializer, ImageShape from, ImageShape to, bool always = false)
    {
        if (from.Height != to.Height || from.Width != to.Width)
        {
            yield return new FactorizedReduction(initializer, from, to.Channels, rectified: true);
        }
        else if (always || from.Channels != to.Channels)
        {
            yield return LayerSequence.Projection(initializer, from.Channels, to.Channels);
        }
    }

    private Layer[] Register(string name, Layer[] layers)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            register_module($"{name}{i}", layers[i]);
        }

        return layers;
    }

    private sealed record BranchLayer(int Input, Layer Layer, bool MayBeDropped);
}
