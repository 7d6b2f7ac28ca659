using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// A recurrent cell, applied step by step: node 0 is <c>s = h + sigmoid(c) × (tanh(a) − h)</c> with <c>[c, a] = [x, h] W</c>; each other
/// node continues an earlier one likewise with its own weights and activation; the new state is the nodes' mean.
/// </summary>
/// <remarks>
/// The weights of the nodes that continue the same node stand side by side in one matrix of shape [size, 2 · nodes · size]: first the
/// columns of all their gates c, then those of all their values a. Node 0's matrix has the input's rows first, then the hidden state's.
/// </remarks>
internal sealed class RecurrentCellLayer : SequenceLayer
{
    private readonly RecurrentCell _cell;
    private readonly int _size;
    private readonly bool _averageFirst;
    private readonly Parameter _first;
    private readonly Parameter[] _continued;
    private CellTrace? _trace;

    /// <param name="initializer">Draws the weights.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="size">The number of units of inputs and states.</param>
    /// <param name="range">Weights are drawn between minus this and this.</param>
    /// <param name="averageFirst">Whether node 0 counts in the mean.</param>
    public RecurrentCellLayer(WeightInitializer initializer, RecurrentCell cell, int size, double range, bool averageFirst)
        : base(nameof(RecurrentCellLayer))
    {
        _cell = cell;
        _size = size;
        _averageFirst = averageFirst;
        Plan = new CellPlan(cell);
        _first = initializer.Uniform(range, 2 * size, 2 * size);
        _continued = [.. Plan.Groups.Select(group => initializer.Uniform(range, size, 2L * group.Count * size))];
        // Under the name of its field, by which a network that this layer becomes a part of would register it again.
        register_parameter(nameof(_first), _first);
        for (int g = 0; g < _continued.Length; g++)
        {
            register_parameter($"group{g}", _continued[g]);
        }
    }

    public override int StateSize => _size;

    public override IReadOnlyList<Parameter> Weights => [_first, .. _continued];

    /// <summary>The order of the computation.</summary>
    public CellPlan Plan { get; }

    private CellComputation Computation => new(Plan, _first, _continued, _averageFirst);

    public override (torch.Tensor Output, torch.Tensor State) Forward(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask) =>
        Computation.Forward(input, state, hiddenMask);

    public override (torch.Tensor Output, torch.Tensor State) Trace(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask)
    {
        _trace = CellTrace.Reuse(_trace, Plan, input);
        return Computation.Trace(_trace, input, state, hiddenMask);
    }

    public override torch.Tensor Backward(torch.Tensor outputGradient, ReadOnlySpan<torch.Tensor> weightGradients)
    {
        CellTrace trace = _trace ?? throw new InvalidOperationException("There is no trace to differentiate.");
        return Computation.Backward(trace, outputGradient, weightGradients.ToArray());
    }

    public override (string Output, string State) Export(OnnxGraphBuilder graph, string input, string state, bool wholeSequences)
    {
        var export = new CellExport(graph, _cell, Plan, _first, _continued, _averageFirst);
        string fromInput = export.AddInput(input);
        if (!wholeSequences)
        {
            string next = export.AddStep(graph, fromInput, state);
            return (next, next);
        }

        OnnxGraphBuilder body = graph.CreateBody("step");
        string hidden = body.AddBodyInput("hidden", OnnxElementType.Float, "batch", _size);
        string now = body.AddBodyInput("now", OnnxElementType.Float, "batch", 2L * _size);
        string after = export.AddStep(body, now, hidden);
        body.AddOutput(after, OnnxElementType.Float, "batch", _size);
        body.AddOutput(body.AddNode("Identity", [after]), OnnxElementType.Float, "batch", _size);
        string[] results = graph.AddNode("Scan", [state, fromInput], [body.ToAttribute("body"), OnnxAttribute.Integer("num_scan_inputs", 1)], [null, null]);
        return (results[1], results[0]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _trace?.Dispose();
            _trace = null;
        }

        base.Dispose(disposing);
    }
}
