using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Recurrent;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>
/// All recurrent cells of a space in one layer: each searched node has a matrix of shape [size, 2 · size] for every node that it may
/// continue and every activation. It computes one cell at a time.
/// </summary>
internal sealed class SharedRecurrentLayer : SequenceLayer
{
    private readonly int _size;
    private readonly bool _averageFirst;
    private readonly Parameter _first;
    private readonly Dictionary<(int Node, RecurrentNode Choice), Parameter> _blocks = [];
    private RecurrentCell _cell;
    private CellPlan _plan;
    private CellTrace? _trace;

    /// <param name="initializer">Draws the weights.</param>
    /// <param name="cell">The cell to begin with.</param>
    /// <param name="size">The number of units of inputs and states.</param>
    /// <param name="range">Weights are drawn between minus this and this.</param>
    /// <param name="averageFirst">Whether node 0 counts in the mean.</param>
    public SharedRecurrentLayer(WeightInitializer initializer, RecurrentCell cell, int size, double range, bool averageFirst)
        : base(nameof(SharedRecurrentLayer))
    {
        _size = size;
        _averageFirst = averageFirst;
        _cell = cell;
        _plan = new CellPlan(cell);
        _first = initializer.Uniform(range, 2 * size, 2 * size);
        register_parameter(nameof(_first), _first);
        string[] activations = [ActivationNames.Tanh, ActivationNames.Relu, ActivationNames.Identity, ActivationNames.Sigmoid];
        for (int node = 1; node <= cell.Nodes.Length; node++)
        {
            for (int predecessor = 0; predecessor < node; predecessor++)
            {
                foreach (string activation in activations)
                {
                    Parameter block = initializer.Uniform(range, size, 2 * size);
                    _blocks[(node, new RecurrentNode(predecessor, activation))] = block;
                    register_parameter($"node{node}_{predecessor}_{activation}", block);
                }
            }
        }
    }

    /// <summary>The cell that it computes.</summary>
    public RecurrentCell Cell
    {
        get => _cell;
        set
        {
            _cell = value;
            _plan = new CellPlan(value);
        }
    }

    public override int StateSize => _size;

    /// <summary>The weights of the cell that it computes: node 0's, then those of each searched node.</summary>
    public override IReadOnlyList<Parameter> Weights => [_first, .. Enumerable.Range(1, _cell.Nodes.Length).Select(Block)];

    public override (torch.Tensor Output, torch.Tensor State) Forward(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask) =>
        Gather().Forward(input, state, hiddenMask);

    public override (torch.Tensor Output, torch.Tensor State) Trace(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask)
    {
        _trace = CellTrace.Reuse(_trace, _plan, input);
        return Gather().Trace(_trace, input, state, hiddenMask);
    }

    public override torch.Tensor Backward(torch.Tensor outputGradient, ReadOnlySpan<torch.Tensor> weightGradients)
    {
        CellTrace trace = _trace ?? throw new InvalidOperationException("There is no trace to differentiate.");
        torch.Tensor[] targets = weightGradients.ToArray();
        CellComputation computation = Gather();
        torch.Tensor[] byGroup = [.. computation.Continued.Select(weight => torch.empty_like(weight))];
        var byInput = computation.Backward(trace, outputGradient, [targets[0], .. byGroup]);
        foreach (var (g, group) in _plan.Groups.Index())
        {
            foreach (var (place, node) in group.Nodes.Index())
            {
                targets[node].narrow(1, 0, _size).copy_(byGroup[g].narrow(1, place * _size, _size));
                targets[node].narrow(1, _size, _size).copy_(byGroup[g].narrow(1, (group.Count + place) * _size, _size));
            }
        }

        return byInput;
    }

    /// <summary>The weights of the cell as a layer of its own has them.</summary>
    public IReadOnlyList<torch.Tensor> GatherWeights()
    {
        CellComputation computation = Gather();
        return [computation.First, .. computation.Continued];
    }

    public override (string Output, string State) Export(OnnxGraphBuilder graph, string input, string state, bool wholeSequences) =>
        throw new NotSupportedException("A supernet is not exported; extract the architecture first.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _trace?.Dispose();
            _trace = null;
        }

        base.Dispose(disposing);
    }

    private Parameter Block(int node) => _blocks[(node, _cell.Nodes[node - 1])];

    private CellComputation Gather() => new(_plan, _first, [.. _plan.Groups.Select(Gather)], _averageFirst);

    private torch.Tensor Gather(NodeGroup group) => group.Count == 1
        ? Block(group.Nodes[0])
        : torch.cat(
            [
                .. group.Nodes.Select(node => Block(node).narrow(1, 0, _size)),
                .. group.Nodes.Select(node => Block(node).narrow(1, _size, _size)),
            ],
            1);
}
