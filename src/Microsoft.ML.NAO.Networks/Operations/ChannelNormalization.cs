using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>Brings each channel to mean 0 and standard deviation 1, by figures of the training set that travel with the network.</summary>
internal sealed class ChannelNormalization : InputNormalization
{
    private readonly torch.Tensor _mean;
    private readonly torch.Tensor _scale;

    public ChannelNormalization(WeightInitializer initializer, int channels)
        : base(nameof(ChannelNormalization))
    {
        _mean = initializer.Buffer(0, 1, channels, 1, 1);
        _scale = initializer.Buffer(1, 1, channels, 1, 1);
        RegisterComponents();
    }

    public override void Set(ImageDataset dataset)
    {
        var (mean, deviation) = ChannelStatistics.Measure(dataset);
        Set(mean, [.. deviation.Select(value => value > 0 ? 1 / value : 1)]);
    }

    /// <summary>Sets the figures: one mean and one reciprocal of a standard deviation for each channel.</summary>
    public void Set(ReadOnlySpan<float> mean, ReadOnlySpan<float> scale)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        _mean.copy_(torch.tensor(mean.ToArray()).view(_mean.shape));
        _scale.copy_(torch.tensor(scale.ToArray()).view(_scale.shape));
    }

    public override torch.Tensor forward(torch.Tensor input) => input.sub(_mean).mul(_scale);

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode(
        "Mul", [graph.AddNode("Sub", [input, graph.AddConstant("mean", _mean)]), graph.AddConstant("scale", _scale)]);

    public override IPixelNormalization ToPlain() => new PlainChannelNormalization(Read(_mean), Read(_scale));

    private static float[] Read(torch.Tensor values)
    {
        using var onHost = values.cpu();
        return onHost.data<float>().ToArray();
    }
}
