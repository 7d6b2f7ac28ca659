using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>Layer normalization of vectors with scale and offset (Ba et al., 2016); ε is PyTorch's.</summary>
internal sealed class LayerNormalization : Layer
{
    private const double Epsilon = 1e-5;
    private const int OperatorSet = 17;

    private readonly Parameter _scale;
    private readonly Parameter _offset;

    public LayerNormalization(WeightInitializer initializer, int size)
        : base(nameof(LayerNormalization))
    {
        _scale = initializer.Ones(size);
        _offset = initializer.Zeros(size);
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.layer_norm(input, [_scale.shape[0]], _scale, _offset, Epsilon);

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input)
    {
        graph.RequireOperatorSet(OperatorSet);
        return graph.AddNode(
            "LayerNormalization",
            [input, graph.AddConstant("scale", _scale), graph.AddConstant("offset", _offset)],
            [OnnxAttribute.Float("epsilon", (float)Epsilon), OnnxAttribute.Integer("axis", -1)]);
    }
}
