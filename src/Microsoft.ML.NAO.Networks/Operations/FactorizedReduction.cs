using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// Halves the size: a 1×1 convolution of every second pixel beside one of the pixels diagonally between them, half of the channels
/// each, then batch normalization of both.
/// </summary>
internal sealed class FactorizedReduction : Layer
{
    private const int RowAxis = 2;
    private const int ColumnAxis = 3;
    private const int Stride = 2;

    private readonly Convolution _even;
    private readonly Convolution _odd;
    private readonly BatchNormalization _normalization;
    private readonly bool _padsRows;
    private readonly bool _padsColumns;

    /// <summary>Creates the layer.</summary>
    /// <param name="initializer">The source of the weights.</param>
    /// <param name="input">The shape of the input. Where a side is odd, a zero row or column follows it.</param>
    /// <param name="outputs">The number of channels of the output, even.</param>
    /// <param name="rectified">Whether a ReLU comes before it: yes for a cell's input, no for an identity or a loose end.</param>
    public FactorizedReduction(WeightInitializer initializer, ImageShape input, int outputs, bool rectified)
        : base(nameof(FactorizedReduction))
    {
        if (outputs % 2 != 0)
        {
            throw new ArgumentException($"A factorized reduction has an even number of channels, not {outputs}.", nameof(outputs));
        }

        TakesRectifiedInput = rectified;

        // The pixels are picked before the convolutions: oneDNN 2.6 writes past the end of a buffer in 1×1 convolutions with a stride.
        _even = new Convolution(initializer, input.Channels, outputs / 2, kernel: 1);
        _odd = new Convolution(initializer, input.Channels, outputs / 2, kernel: 1);
        _normalization = new BatchNormalization(initializer, outputs);
        _padsRows = input.Height % 2 != 0;
        _padsColumns = input.Width % 2 != 0;
        RegisterComponents();
    }

    /// <summary>Creates a layer of parts that belong to others.</summary>
    public FactorizedReduction(Convolution even, Convolution odd, BatchNormalization normalization, ImageShape input, bool rectified)
        : base(nameof(FactorizedReduction))
    {
        TakesRectifiedInput = rectified;
        _even = even;
        _odd = odd;
        _normalization = normalization;
        _padsRows = input.Height % 2 != 0;
        _padsColumns = input.Width % 2 != 0;
    }

    public override bool TakesRectifiedInput { get; }

    public override IEnumerable<torch.Tensor> GetState() => [.. _even.GetState(), .. _odd.GetState(), .. _normalization.GetState()];

    public override torch.Tensor forward(torch.Tensor input)
    {
        var padded = _padsRows || _padsColumns
            ? torch.nn.functional.pad(input, [0, _padsColumns ? 1 : 0, 0, _padsRows ? 1 : 0])
            : input;
        return _normalization.forward(torch.cat([_even.forward(EverySecond(input, 0)), _odd.forward(EverySecond(padded, 1))], 1));
    }

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds)
    {
        ImageShape picked = input with { Height = Convolution.Ceiling(input.Height, Stride), Width = Convolution.Ceiling(input.Width, Stride) };
        ImageShape half = _even.Measure(picked, ref multiplyAdds);
        _odd.Measure(picked, ref multiplyAdds);
        return half with { Channels = 2 * half.Channels };
    }

    public override string Export(OnnxGraphBuilder graph, string input)
    {
        string padded = _padsRows || _padsColumns
            ? graph.AddNode("Pad", [input, graph.AddConstant("pads", 0L, 0L, 0L, 0L, 0L, 0L, _padsRows ? 1 : 0, _padsColumns ? 1 : 0)])
            : input;
        string both = graph.AddNode(
            "Concat",
            [_even.Export(graph, EverySecond(graph, input, 0)), _odd.Export(graph, EverySecond(graph, padded, 1))],
            [OnnxAttribute.Integer("axis", 1)]);
        return _normalization.Export(graph, both);
    }

    private static torch.Tensor EverySecond(torch.Tensor value, long first) => value
        .slice(RowAxis, first, value.shape[RowAxis], Stride)
        .slice(ColumnAxis, first, value.shape[ColumnAxis], Stride);

    private static string EverySecond(OnnxGraphBuilder graph, string value, long first) => graph.AddNode(
        "Slice",
        [
            value,
            graph.AddConstant("starts", first, first),
            graph.AddConstant("ends", long.MaxValue, long.MaxValue),
            graph.AddConstant("axes", RowAxis, ColumnAxis),
            graph.AddConstant("steps", Stride, Stride),
        ]);
}
