using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Operations;

/// <summary>A convolution without bias whose padding keeps the size, up to its stride.</summary>
internal sealed class Convolution : Layer
{
    private const int RowAxis = 2;
    private const int ColumnAxis = 3;

    private readonly Parameter? _weight;
    private readonly Func<torch.Tensor>? _gatherWeight;
    private readonly Window _window;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _groups;
    private readonly bool _picksRows;
    private readonly bool _picksColumns;
    private readonly long[] _strides;

    /// <summary>Creates a square convolution.</summary>
    public Convolution(WeightInitializer initializer, int inputs, int outputs, int kernel, int stride = 1, int groups = 1, bool rectified = false)
        : this(initializer, inputs, outputs, Window.Square(kernel, stride, WindowPadding.Symmetric), groups, rectified)
    {
    }

    /// <summary>Creates a convolution.</summary>
    /// <param name="initializer">The source of the weights.</param>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="window">The window that moves over the input.</param>
    /// <param name="groups">The number of groups of channels; as many as channels for a depthwise convolution.</param>
    /// <param name="rectified">Whether a ReLU comes before it.</param>
    public Convolution(WeightInitializer initializer, int inputs, int outputs, Window window, int groups = 1, bool rectified = false)
        : base(nameof(Convolution))
    {
        _window = window;
        _inputs = inputs;
        _outputs = outputs;
        _groups = groups;
        TakesRectifiedInput = rectified;

        // Along an axis where the window is one pixel, the pixels are picked before the convolution: oneDNN 2.6 writes past the end of a
        // buffer in 1×1 convolutions with a stride.
        _picksRows = window.Rows is { Kernel: 1, Stride: > 1 };
        _picksColumns = window.Columns is { Kernel: 1, Stride: > 1 };
        _strides = [_picksRows ? 1 : window.Rows.Stride, _picksColumns ? 1 : window.Columns.Stride];
        _weight = initializer.Convolution(outputs, inputs, window.Rows.Kernel, window.Columns.Kernel, groups);
        RegisterComponents();
    }

    /// <summary>Creates a 1×1 convolution whose weight is gathered each time from parts that belong to others.</summary>
    /// <param name="gatherWeight">Gathers the weight, of shape [outputs, inputs, 1, 1].</param>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="rectified">Whether a ReLU comes before it.</param>
    public Convolution(Func<torch.Tensor> gatherWeight, int inputs, int outputs, bool rectified)
        : base(nameof(Convolution))
    {
        _window = Window.Square(kernel: 1, stride: 1, WindowPadding.Symmetric);
        _inputs = inputs;
        _outputs = outputs;
        _groups = 1;
        _strides = [1, 1];
        _gatherWeight = gatherWeight;
        TakesRectifiedInput = rectified;
    }

    public override bool TakesRectifiedInput { get; }

    private torch.Tensor Weight => _weight ?? _gatherWeight!();

    public override IEnumerable<torch.Tensor> GetState() => [Weight];

    public override torch.Tensor forward(torch.Tensor input)
    {
        var (top, bottom, left, right) = _window.GetPadding(input);
        var picked = Pick(Pick(input, RowAxis, _picksRows, _window.Rows.Stride), ColumnAxis, _picksColumns, _window.Columns.Stride);
        int outside = PadsOutside(picked) ? 1 : 0;
        int rows = Math.Max(0, Math.Min(top, bottom) - outside);
        int columns = Math.Max(0, Math.Min(left, right) - outside);
        var padded = (left, right, top, bottom) == (columns, columns, rows, rows)
            ? picked
            : torch.nn.functional.pad(picked, [left - columns, right - columns, top - rows, bottom - rows]);
        return torch.nn.functional.conv2d(padded, Weight, null, _strides, [rows, columns], null, _groups);
    }

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds)
    {
        ImageShape output = _window.Measure(input) with { Channels = _outputs };
        multiplyAdds += (long)output.Size * (_inputs / _groups) * _window.Rows.Kernel * _window.Columns.Kernel;
        return output;
    }

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode(
        "Conv",
        [input, graph.AddConstant("weight", Weight)],
        [.. _window.Export(), OnnxAttribute.Integer("group", _groups)]);

    internal static int Ceiling(int size, int stride) => (size + stride - 1) / stride;

    private static torch.Tensor Pick(torch.Tensor value, int axis, bool picks, int stride) =>
        picks ? value.slice(axis, 0, value.shape[axis], stride) : value;

    // oneDNN's fast backward kernels want maps as high as the kernel. Padding by one pixel outside of the convolution instead of inside
    // makes them so, and halves the time of a 5×5 kernel on 4×4 maps.
    private bool PadsOutside(torch.Tensor input) => _groups > 1 && input.shape[RowAxis] < _window.Rows.Kernel;
}
