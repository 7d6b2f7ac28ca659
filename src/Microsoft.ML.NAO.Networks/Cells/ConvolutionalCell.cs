using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
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
    private readonly (Layer First, Layer Second)[] _operations;
    private readonly Layer?[] _alignLooseEnds;

    /// <summary>Creates the cell.</summary>
    /// <param name="cell">Its graph.</param>
    /// <param name="initializer">The source of the weights.</param>
    /// <param name="first">The shape of its first input, the output of the cell before the last.</param>
    /// <param name="second">The shape of its second input, the output of the last cell.</param>
    /// <param name="channels">The number of channels of each node.</param>
    /// <param name="isReduction">Whether branches that read an input have stride 2.</param>
    /// <param name="projectsSecond">Whether the second input passes one more projection.</param>
    public ConvolutionalCell(
        Cell cell, WeightInitializer initializer, ImageShape first, ImageShape second, int channels, bool isReduction, bool projectsSecond)
        : base(nameof(ConvolutionalCell))
    {
        _cell = cell;
        ImageShape node = second with { Channels = channels };
        ImageShape output = isReduction
            ? node with { Height = Convolution.Ceiling(node.Height, 2), Width = Convolution.Ceiling(node.Width, 2) }
            : node;
        _alignFirst = Register("alignFirst", [.. Align(initializer, first, node)]);
        _alignSecond = Register(
            "alignSecond",
            [.. Align(initializer, second, node), .. projectsSecond ? [LayerSequence.Projection(initializer, channels, channels)] : Array.Empty<Layer>()]);
        _operations = [.. cell.Nodes.Select((n, index) => (CreateOperation(index, "First", n.First), CreateOperation(index, "Second", n.Second)))];
        _alignLooseEnds = [.. cell.LooseEnds.Select(CreateLooseEndAlignment)];
        Output = output with { Channels = channels * cell.LooseEnds.Length };

        Layer CreateOperation(int index, string name, Branch branch)
        {
            bool readsInput = branch.Input < Cell.InputCount;
            Layer layer = OperationFactory.Create(
                branch.Operation, initializer, readsInput ? node : output, isReduction && readsInput ? 2 : 1);
            register_module($"node{index}{name}", layer);
            return layer;
        }

        Layer? CreateLooseEndAlignment(int looseEnd)
        {
            if (!isReduction || looseEnd >= Cell.InputCount)
            {
                return null;
            }

            var layer = new FactorizedReduction(initializer, node, channels, rectified: false);
            register_module($"looseEnd{looseEnd}", layer);
            return layer;
        }
    }

    /// <summary>The shape of the output.</summary>
    public ImageShape Output { get; }

    /// <summary>The number of branches that drop-path may drop.</summary>
    public int DroppableBranches => _operations.Sum(pair => (pair.First.MayBeDropped ? 1 : 0) + (pair.Second.MayBeDropped ? 1 : 0));

    /// <summary>Wires the cell to the outputs of the two cells before it.</summary>
    public NodeValue<T> Wire<T>(IWiring<T> wiring, NodeValue<T> first, NodeValue<T> second)
    {
        var nodes = new NodeValue<T>[Cell.InputCount + _operations.Length];
        nodes[0] = Through(_alignFirst, first);
        nodes[1] = Through(_alignSecond, second);
        for (int n = 0; n < _operations.Length; n++)
        {
            T sum = wiring.Add(
                Branch(_operations[n].First, nodes[_cell.Nodes[n].First.Input]),
                Branch(_operations[n].Second, nodes[_cell.Nodes[n].Second.Input]));
            nodes[Cell.InputCount + n] = new NodeValue<T>(wiring, sum);
        }

        var ends = new T[_cell.LooseEnds.Length];
        for (int i = 0; i < ends.Length; i++)
        {
            NodeValue<T> end = nodes[_cell.LooseEnds[i]];
            ends[i] = _alignLooseEnds[i] is { } layer ? end.Through(layer) : end.Value;
        }

        return ends.Length == 1 ? nodes[_cell.LooseEnds[0]] : new NodeValue<T>(wiring, wiring.Concatenate(ends));

        T Branch(Layer operation, NodeValue<T> input)
        {
            T value = input.Through(operation);
            return operation.MayBeDropped ? wiring.Drop(value) : value;
        }

        NodeValue<T> Through(Layer[] layers, NodeValue<T> value) =>
            layers.Aggregate(value, (current, layer) => new NodeValue<T>(wiring, current.Through(layer)));
    }

    private static IEnumerable<Layer> Align(WeightInitializer initializer, ImageShape from, ImageShape to)
    {
        if (from.Height != to.Height || from.Width != to.Width)
        {
            yield return new FactorizedReduction(initializer, from, to.Channels, rectified: true);
        }
        else if (from.Channels != to.Channels)
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
}
