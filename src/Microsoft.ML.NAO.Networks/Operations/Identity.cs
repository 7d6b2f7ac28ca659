using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>The input as it is.</summary>
internal sealed class Identity : Layer
{
    public Identity()
        : base(nameof(Identity))
    {
    }

    public override torch.Tensor forward(torch.Tensor input) => input;

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input) => input;
}
