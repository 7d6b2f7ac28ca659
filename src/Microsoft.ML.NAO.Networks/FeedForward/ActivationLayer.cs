using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>An activation of the blocks of feed-forward networks.</summary>
internal sealed class ActivationLayer : Layer
{
    private readonly string _activation;

    /// <param name="activation">The activation's name, one of <see cref="FeedForwardSpace.Activations"/>.</param>
    public ActivationLayer(string activation)
        : base(nameof(ActivationLayer)) =>
        _activation = FeedForwardSpace.Activations.Contains(activation)
            ? activation
            : throw new ArgumentException(
                $"'{activation}' is not an activation of feed-forward networks: {string.Join(", ", FeedForwardSpace.Activations)}.", nameof(activation));

    public override torch.Tensor forward(torch.Tensor input) => _activation switch
    {
        ActivationNames.Relu => input.relu(),
        ActivationNames.Gelu => input.gelu(),
        ActivationNames.Silu => input.silu(),
        _ => input.tanh(),
    };

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input) => _activation switch
    {
        ActivationNames.Relu => graph.AddNode("Relu", [input]),
        ActivationNames.Gelu => ExportGelu(graph, input),
        ActivationNames.Silu => graph.AddNode("Mul", [input, graph.AddNode("Sigmoid", [input])]),
        _ => graph.AddNode("Tanh", [input]),
    };

    // Operators of their own, Gelu and Swish, came to ONNX late.
    private static string ExportGelu(OnnxGraphBuilder graph, string input)
    {
        string error = graph.AddNode("Erf", [graph.AddNode("Mul", [input, graph.AddConstant("scale", [MathF.Sqrt(0.5f)], 1)])]);
        string half = graph.AddNode("Mul", [input, graph.AddConstant("half", [0.5f], 1)]);
        return graph.AddNode("Add", [half, graph.AddNode("Mul", [half, error])]);
    }
}
