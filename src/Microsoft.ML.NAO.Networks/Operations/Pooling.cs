using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>3×3 pooling whose padding takes no part: it is neither in an average's divisor nor can it be a maximum.</summary>
internal sealed class Pooling : Layer
{
    private const int Kernel = 3;
    private const int Padding = 1;

    private readonly PoolingKind _kind;
    private readonly int _stride;

    public Pooling(PoolingKind kind, int stride)
        : base(nameof(Pooling))
    {
        _kind = kind;
        _stride = stride;
    }

    public override torch.Tensor forward(torch.Tensor input) => _kind == PoolingKind.Average
        ? torch.nn.functional.avg_pool2d(input, Kernel, _stride, Padding, ceil_mode: false, count_include_pad: false)
        : torch.nn.functional.max_pool2d(input, Kernel, _stride, Padding);

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) =>
        input with { Height = Convolution.Ceiling(input.Height, _stride), Width = Convolution.Ceiling(input.Width, _stride) };

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode(
        _kind == PoolingKind.Average ? "AveragePool" : "MaxPool",
        [input],
        [
            OnnxAttribute.Integers("kernel_shape", Kernel, Kernel),
            OnnxAttribute.Integers("strides", _stride, _stride),
            OnnxAttribute.Integers("pads", Padding, Padding, Padding, Padding),
        ]);
}
