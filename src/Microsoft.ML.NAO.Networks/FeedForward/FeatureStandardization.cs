using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>
/// Brings each feature to mean 0 and standard deviation 1, by figures of the training set that travel with the network. A feature that is
/// constant there becomes 0 everywhere: training taught the network nothing about other values of it.
/// </summary>
internal sealed class FeatureStandardization : Layer
{
    private readonly torch.Tensor _mean;
    private readonly torch.Tensor _scale;

    public FeatureStandardization(WeightInitializer initializer, int width)
        : base(nameof(FeatureStandardization))
    {
        _mean = initializer.Buffer(0, width);
        _scale = initializer.Buffer(1, width);
        RegisterComponents();
    }

    /// <summary>Sets the figures to those of a data set.</summary>
    public void Set(VectorDataset dataset)
    {
        var (mean, scale) = FeatureStatistics.Measure(dataset);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        _mean.copy_(torch.tensor(mean));
        _scale.copy_(torch.tensor(scale));
    }

    public override torch.Tensor forward(torch.Tensor input) => input.sub(_mean).mul(_scale);

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode(
        "Mul", [graph.AddNode("Sub", [input, graph.AddConstant("mean", _mean)]), graph.AddConstant("scale", _scale)]);
}
