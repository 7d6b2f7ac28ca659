using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Onnx;

/// <summary>Wires that carry the names of a graph's values: carrying them out adds the nodes of the network in evaluation mode.</summary>
internal sealed class OnnxWiring : IWiring<string>
{
    private readonly OnnxGraphBuilder _graph;

    public OnnxWiring(OnnxGraphBuilder graph) => _graph = graph;

    public string Apply(Layer layer, string input) => layer.Export(_graph, input);

    public string Rectify(string value) => _graph.AddNode("Relu", [value]);

    public string Add(string first, string second) => _graph.AddNode("Add", [first, second]);

    public string Concatenate(string[] values) => _graph.AddNode("Concat", values, [OnnxAttribute.Integer("axis", 1)]);

    public string Drop(string value) => value;
}
