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

    /// <param name="initializer">Draws the weights.</param>
    /// <param name="inputs">The number of values of a vector that comes in.</param>
    /// <param name="outputs">The number of values of one that goes out.</param>
    /// <param name="isZero">Whether all weights are zero at first, so that what goes out is.</param>
    public LinearLayer(WeightInitializer initializer, int inputs, int outputs, bool isZero = false)
        : base(nameof(LinearLayer))
    {
        _weight = isZero ? initializer.Zeros(outputs, inputs) : initializer.Linear(outputs, inputs);
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
