using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>Brings each image to mean 0 and standard deviation 1 over all its channels and pixels.</summary>
internal sealed class ImageStandardization : InputNormalization
{
    /// <summary>
    /// What an image's values are divided by at least, so that one of a single colour becomes 0: less than any image of bytes has, even if it
    /// has a million pixels of which one differs by one step of 255.
    /// </summary>
    public const double SmallestDeviation = 1e-6;

    private readonly int _channels;

    public ImageStandardization(int channels)
        : base(nameof(ImageStandardization))
    {
        _channels = channels;
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        var centred = input.sub(input.mean([1, 2, 3], keepdim: true));
        using Scalar smallest = SmallestDeviation;
        var deviation = centred.mul(centred).mean([1, 2, 3], keepdim: true).sqrt().clamp(min: smallest);
        return centred.div(deviation);
    }

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input)
    {
        string centred = graph.AddNode("Sub", [input, Mean(graph, input)]);
        string variance = Mean(graph, graph.AddNode("Mul", [centred, centred]));
        string smallest = graph.AddConstant("smallest", [(float)SmallestDeviation], 1);
        return graph.AddNode("Div", [centred, graph.AddNode("Max", [graph.AddNode("Sqrt", [variance]), smallest])]);
    }

    public override IPixelNormalization ToPlain() => new PlainImageStandardization(_channels);

    private static string Mean(OnnxGraphBuilder graph, string value) =>
        graph.AddNode("ReduceMean", [value], [OnnxAttribute.Integers("axes", 1, 2, 3), OnnxAttribute.Integer("keepdims", 1)]);
}
