using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// Maximum or average pooling. Unless conventions say otherwise, its padding takes no part: it is neither in an average's divisor nor
/// can it be a maximum.
/// </summary>
internal sealed class Pooling : Layer
{
    private readonly PoolingKind _kind;
    private readonly int _kernel;
    private readonly int _stride;
    private readonly Window _window;
    private readonly bool _padsWithZeros;

    /// <summary>Creates the layer.</summary>
    /// <param name="kind">What it takes of each window.</param>
    /// <param name="kernel">The height and width of the windows.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="conventions">Where it pads, and what the padding counts.</param>
    public Pooling(PoolingKind kind, int kernel, int stride, NetworkConventions conventions)
        : base(nameof(Pooling))
    {
        _kind = kind;
        _kernel = kernel;
        _stride = stride;
        _window = Window.Square(kernel, stride, conventions.Padding);
        _padsWithZeros = kind == PoolingKind.Average ? conventions.CountPaddingInAverages : conventions.PadMaximaWithZeros && kernel % 2 == 0;
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        var (top, bottom, left, right) = _window.GetPadding(input);
        if (_padsWithZeros)
        {
            return Pool(functional.pad(input, [left, right, top, bottom]), 0, 0, overhangs: false);
        }

        if (_stride == 1 && top < bottom)
        {
            // The windows from one pixel before the image on, without those that begin there.
            var one = Pool(input, bottom, right, overhangs: false);
            return one.narrow(Window.RowAxis, 1, one.shape[Window.RowAxis] - 1).narrow(Window.ColumnAxis, 1, one.shape[Window.ColumnAxis] - 1);
        }

        return Pool(input, top, left, overhangs: top < bottom || left < right);
    }

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => _window.Measure(input);

    public override string Export(OnnxGraphBuilder graph, string input)
    {
        if (_kind == PoolingKind.Average)
        {
            return graph.AddNode("AveragePool", [input], [.. _window.Export(), OnnxAttribute.Integer("count_include_pad", _padsWithZeros ? 1 : 0)]);
        }

        if (!_padsWithZeros)
        {
            return graph.AddNode("MaxPool", [input], _window.Export());
        }

        // One row below and one column to the right, which no window reaches where the size is even and the stride is 2. ONNX Runtime 1.23
        // takes a Pad of zeros for the padding of the MaxPool behind it, which is −∞; the smallest number above zero it leaves alone.
        string padded = graph.AddNode(
            "Pad", [input, graph.AddConstant("pads", 0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L), graph.AddConstant("zero", [float.Epsilon], [])]);
        return graph.AddNode(
            "MaxPool", [padded], [OnnxAttribute.Integers("kernel_shape", _kernel, _kernel), OnnxAttribute.Integers("strides", _stride, _stride)]);
    }

    // Windows that overhang the end take what they find in the image, so that one pixel more after the image than before needs no copy.
    private torch.Tensor Pool(torch.Tensor input, long rows, long columns, bool overhangs) => _kind == PoolingKind.Average
        ? functional.avg_pool2d(input, [_kernel, _kernel], [_stride, _stride], [rows, columns], overhangs, count_include_pad: false)
        : functional.max_pool2d(input, [_kernel, _kernel], [_stride, _stride], [rows, columns], null, overhangs);
}
