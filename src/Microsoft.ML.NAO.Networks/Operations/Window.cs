using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Onnx.Protobuf;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>A window of pixels that moves over an image, whose padding keeps the size, up to the stride: an output of ⌈size / stride⌉.</summary>
internal sealed record Window
{
    /// <summary>The dimension of a batch of images along which their rows lie.</summary>
    public const int RowAxis = 2;

    /// <summary>The dimension of a batch of images along which their columns lie.</summary>
    public const int ColumnAxis = 3;

    /// <param name="rows">How it moves down.</param>
    /// <param name="columns">How it moves to the right.</param>
    /// <param name="padding">Where the image is padded. A window of even size cannot be symmetric, and is padded after in any case.</param>
    public Window(WindowAxis rows, WindowAxis columns, WindowPadding padding)
    {
        Rows = rows;
        Columns = columns;
        Padding = rows.Kernel % 2 == 0 || columns.Kernel % 2 == 0 ? WindowPadding.Same : padding;
    }

    public WindowAxis Rows { get; }

    public WindowAxis Columns { get; }

    public WindowPadding Padding { get; }

    public static Window Square(int kernel, int stride, WindowPadding padding) => new(new(kernel, stride), new(kernel, stride), padding);

    public ImageShape Measure(ImageShape input) =>
        input with { Height = Rows.GetOutputSize(input.Height), Width = Columns.GetOutputSize(input.Width) };

    /// <summary>The padding of an image before and after its rows and its columns.</summary>
    public (int Top, int Bottom, int Left, int Right) GetPadding(torch.Tensor image)
    {
        if (Padding == WindowPadding.Symmetric)
        {
            return (Rows.Kernel / 2, Rows.Kernel / 2, Columns.Kernel / 2, Columns.Kernel / 2);
        }

        long[] shape = image.shape;
        var (top, bottom) = Rows.GetPadding((int)shape[RowAxis]);
        var (left, right) = Columns.GetPadding((int)shape[ColumnAxis]);
        return (top, bottom, left, right);
    }

    /// <summary>The attributes that tell an ONNX node of it.</summary>
    public AttributeProto[] Export() =>
    [
        OnnxAttribute.Integers("kernel_shape", Rows.Kernel, Columns.Kernel),
        OnnxAttribute.Integers("strides", Rows.Stride, Columns.Stride),
        Padding == WindowPadding.Same
            ? OnnxAttribute.String("auto_pad", "SAME_UPPER")
            : OnnxAttribute.Integers("pads", Rows.Kernel / 2, Columns.Kernel / 2, Rows.Kernel / 2, Columns.Kernel / 2),
    ];
}
