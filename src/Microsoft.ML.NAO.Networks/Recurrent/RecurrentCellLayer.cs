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

    /// <summary>How many nodes the new state is the mean of.</summary>
    public int AveragedNodes => Plan.NodeCount - FirstAveraged;

    private int FirstAveraged => _averageFirst ? 0 : 1;

    public override (torch.Tensor Output, torch.Tensor State) Forward(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask)
    {
        torch.Tensor[] inputs = input.matmul(_first.narrow(0, 0, _size)).unbind(0);
        var fromHidden = _first.narrow(0, _size, _size);
        var outputs = new torch.Tensor[inputs.Length];
        for (int t = 0; t < outputs.Length; t++)
        {
            outputs[t] = state = Step(inputs[t], state, fromHidden, hiddenMask);
        }

        return (torch.stack(outputs, 0), state);
    }

    public override (torch.Tensor Output, torch.Tensor State) Trace(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask)
    {
        if (_trace is null || !_trace.Fits(input))
        {
            _trace?.Dispose();
            _trace = new CellTrace(Plan, input);
        }

        return new CellForward(Plan, FirstAveraged, _first, _continued, hiddenMask).Run(_trace, input, state);
    }

    public override torch.Tensor Backward(torch.Tensor outputGradient, ReadOnlySpan<torch.Tensor> weightGradients)
    {
        CellTrace trace = _trace ?? throw new InvalidOperationException("There is no trace to differentiate.");
        return new CellBackward(Plan, FirstAveraged, _first, _continued, weightGradients.ToArray()).Run(trace, outputGradient);
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

    private torch.Tensor Step(torch.Tensor input, torch.Tensor hidden, torch.Tensor fromHidden, torch.Tensor? mask)
    {
        torch.Tensor[] gates = input.add(Drop(hidden, mask).mm(fromHidden)).chunk(2, 1);
        var states = new torch.Tensor[Plan.NodeCount];
        states[0] = Continue(hidden, gates[0], gates[1].tanh());
        torch.Tensor? sum = _averageFirst ? states[0] : null;
        for (int g = 0; g < _continued.Length; g++)
        {
            NodeGroup group = Plan.Groups[g];
            var predecessor = states[group.Predecessor];
            torch.Tensor[] parts = Drop(predecessor, mask).mm(_continued[g]).view(-1, 2, group.Count, _size).unbind(1);
            var values = torch.cat([.. group.Runs.Select(run => Activation.Apply(run.Activation, parts[1].narrow(1, run.Start, run.Count)))], 1);
            var continued = Continue(predecessor.unsqueeze(1), parts[0], values);
            continued.unbind(1).CopyTo(states, group.Start);
            var part = continued.sum([1]);
            sum = sum is null ? part : sum.add(part);
        }

        return sum!.div(AveragedNodes);
    }

    private static torch.Tensor Continue(torch.Tensor state, torch.Tensor gate, torch.Tensor value) =>
        state.addcmul(gate.sigmoid(), value.sub(state), 1);

    private static torch.Tensor Drop(torch.Tensor value, torch.Tensor? mask) => mask is null ? value : value.mul(mask);
}
