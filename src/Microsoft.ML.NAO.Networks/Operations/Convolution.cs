using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// A convolution without bias whose padding keeps the size, up to its stride: an output of ⌈size / stride⌉.
/// Where the stride is 2, the padding is the same on all sides (TensorFlow pads one pixel less before than after).
/// </summary>
internal sealed class Convolution : Layer
{
    private const int RowAxis = 2;

    private readonly Parameter _weight;
    private readonly int _kernel;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _groups;
    private readonly long[] _strides;
    private readonly long[] _padding;
    private readonly long[] _paddingLessOne;

    public Convolution(WeightInitializer initializer, int inputs, int outputs, int kernel, int stride = 1, int groups = 1, bool rectified = false)
        : base(nameof(Convolution))
    {
        _kernel = kernel;
        _inputs = inputs;
        _outputs = outputs;
        _groups = groups;
        TakesRectifiedInput = rectified;
        _strides = [stride, stride];
        _padding = [kernel / 2, kernel / 2];
        _paddingLessOne = [(kernel / 2) - 1, (kernel / 2) - 1];
        _weight = initializer.Convolution(outputs, inputs / groups, kernel);
        RegisterComponents();
    }

    public override bool TakesRectifiedInput { get; }

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (_groups > 1 && input.shape[RowAxis] < _kernel)
        {
            // oneDNN's fast backward kernels want maps as high as the kernel. Padding by one pixel outside of the convolution instead
            // of inside makes them so, and halves the time of a 5×5 kernel on 4×4 maps.
            var padded = torch.nn.functional.pad(input, [1, 1, 1, 1]);
            return torch.nn.functional.conv2d(padded, _weight, null, _strides, _paddingLessOne, null, _groups);
        }

        return torch.nn.functional.conv2d(input, _weight, null, _strides, _padding, null, _groups);
    }

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds)
    {
        int stride = (int)_strides[0];
        var output = new ImageShape(_outputs, Ceiling(input.Height, stride), Ceiling(input.Width, stride));
        multiplyAdds += (long)output.Size * (_inputs / _groups) * _kernel * _kernel;
        return output;
    }

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode(
        "Conv",
        [input, graph.AddConstant("weight", _weight)],
        [
            OnnxAttribute.Integers("kernel_shape", _kernel, _kernel),
            OnnxAttribute.Integers("strides", _strides),
            OnnxAttribute.Integers("pads", _padding[0], _padding[1], _padding[0], _padding[1]),
            OnnxAttribute.Integer("group", _groups),
        ]);

    internal static int Ceiling(int size, int stride) => (size + stride - 1) / stride;
}
