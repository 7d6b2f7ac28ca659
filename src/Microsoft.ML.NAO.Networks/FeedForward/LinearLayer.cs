using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>A linear layer with a bias, from vectors of shape [batch, inputs] to vectors of shape [batch, outputs].</summary>
internal sealed class LinearLayer : Layer
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    public LinearLayer(WeightInitializer initializer, int inputs, int outputs)
        : base(nameof(LinearLayer))
    {
        _weight = initializer.Linear(outputs, inputs);
        _bias = initializer.Zeros(outputs);
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.linear(input, _weight, _bias);

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds)
    {
        multiplyAdds += _weight.NumberOfElements;
        return new ImageShape((int)_weight.shape[0], 1, 1);
    }

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode(
        "Gemm", [input, graph.AddConstant("weight", _weight), graph.AddConstant("bias", _bias)], [OnnxAttribute.Integer("transB", 1)]);
}
