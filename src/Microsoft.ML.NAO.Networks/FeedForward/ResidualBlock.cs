using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>Adds to its input what layers make of it.</summary>
internal sealed class ResidualBlock : Layer
{
    private readonly LayerSequence _branch;

    public ResidualBlock(LayerSequence branch)
        : base(nameof(ResidualBlock))
    {
        _branch = branch;
        RegisterComponents();
    }

    /// <summary>The layers beside the connection that passes them.</summary>
    public LayerSequence Branch => _branch;

    public override torch.Tensor forward(torch.Tensor input) => input.add(_branch.forward(input));

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => _branch.Measure(input, ref multiplyAdds);

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode("Add", [input, _branch.Export(graph, input)]);
}
