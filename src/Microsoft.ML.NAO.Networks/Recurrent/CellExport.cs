using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>Writes one step of a cell as nodes of an ONNX graph, each node of the cell on its own, as the paper draws it.</summary>
internal sealed class CellExport
{
    private readonly OnnxGraphBuilder _graph;
    private readonly RecurrentCell _cell;
    private readonly string _inputWeight;
    private readonly string _hiddenWeight;
    private readonly string[] _nodeWeights;
    private readonly string _halves;
    private readonly bool _averageFirst;

    /// <param name="graph">Receives the weights.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="plan">The order in which its weights stand.</param>
    /// <param name="first">Node 0's weights.</param>
    /// <param name="continued">The groups' weights.</param>
    /// <param name="averageFirst">Whether node 0 counts in the mean.</param>
    public CellExport(
        OnnxGraphBuilder graph, RecurrentCell cell, CellPlan plan, torch.Tensor first, IReadOnlyList<torch.Tensor> continued, bool averageFirst)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        _graph = graph;
        _cell = cell;
        _averageFirst = averageFirst;
        long size = first.shape[0] / 2;
        _halves = graph.AddConstant("halves", size, size);
        _inputWeight = graph.AddConstant("inputWeight", first.narrow(0, 0, size));
        _hiddenWeight = graph.AddConstant("hiddenWeight", first.narrow(0, size, size));
        _nodeWeights = new string[plan.NodeCount];
        foreach (var (g, group) in plan.Groups.Index())
        {
            torch.Tensor[] parts = continued[g].view(size, 2, group.Count, size).unbind(2);
            foreach (var (place, node) in group.Nodes.Index())
            {
                _nodeWeights[node] = graph.AddConstant($"weight{node}", parts[place].reshape(size, 2 * size));
            }
        }
    }

    /// <summary>What node 0 reads of inputs of shape [.., size].</summary>
    public string AddInput(string input) => _graph.AddNode("MatMul", [input, _inputWeight]);

    /// <summary>Adds a step to a graph, which may be the body of a loop.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">What <see cref="AddInput"/> gave for this step, of shape [batch, 2 · size].</param>
    /// <param name="hidden">The state, of shape [batch, size].</param>
    /// <returns>The new state.</returns>
    public string AddStep(OnnxGraphBuilder graph, string input, string hidden)
    {
        string product = graph.AddNode("Add", [input, graph.AddNode("MatMul", [hidden, _hiddenWeight])]);
        var states = new List<string> { Continue(graph, hidden, product, _cell.GetActivation(0)) };
        for (int node = 1; node < _nodeWeights.Length; node++)
        {
            string predecessor = states[_cell.Nodes[node - 1].Predecessor];
            product = graph.AddNode("MatMul", [predecessor, _nodeWeights[node]]);
            states.Add(Continue(graph, predecessor, product, _cell.GetActivation(node)));
        }

        return graph.AddNode("Mean", [.. states.Skip(_averageFirst ? 0 : 1)]);
    }

    private string Continue(OnnxGraphBuilder graph, string state, string product, string activation)
    {
        string[] halves = graph.AddNode("Split", [product, _halves], [OnnxAttribute.Integer("axis", 1)], [null, null]);
        string gate = graph.AddNode("Sigmoid", [halves[0]]);
        string value = Activation.GetOnnxOperator(activation) is { } name ? graph.AddNode(name, [halves[1]]) : halves[1];
        string change = graph.AddNode("Mul", [gate, graph.AddNode("Sub", [value, state])]);
        return graph.AddNode("Add", [state, change]);
    }
}
