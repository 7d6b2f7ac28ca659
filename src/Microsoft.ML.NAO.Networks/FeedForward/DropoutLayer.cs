using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>Dropout of single values, which acts in training only.</summary>
internal sealed class DropoutLayer(double dropout, RandomMasks masks) : Layer(nameof(DropoutLayer))
{
    public override torch.Tensor forward(torch.Tensor input) => training ? input.mul(masks.Draw(1 - dropout, input.shape)) : input;

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input) => input;
}
