using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Operations;

/// <summary>Batch normalization with scale and offset; ε and the running averages' momentum are those of the authors' code.</summary>
internal sealed class BatchNormalization : Layer
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;

    private readonly Parameter _scale;
    private readonly Parameter _offset;
    private readonly torch.Tensor _runningMean;
    private readonly torch.Tensor _runningVariance;

    public BatchNormalization(WeightInitializer initializer, int channels)
        : base(nameof(BatchNormalization))
    {
        _scale = initializer.Ones(channels);
        _offset = initializer.Zeros(channels);
        _runningMean = initializer.Buffer(torch.zeros(channels));
        _runningVariance = initializer.Buffer(torch.ones(channels));
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.batch_norm(input, _runningMean, _runningVariance, _scale, _offset, training, Momentum, Epsilon);

    // At inference it is part of the convolution before it.
    public override ImageShape Measure(ImageShape input, ref long multiplyAdds) => input;

    public override string Export(OnnxGraphBuilder graph, string input) => graph.AddNode(
        "BatchNormalization",
        [
            input,
            graph.AddConstant("scale", _scale),
            graph.AddConstant("offset", _offset),
            graph.AddConstant("mean", _runningMean),
            graph.AddConstant("variance", _runningVariance),
        ],
        [OnnxAttribute.Float("epsilon", (float)Epsilon)]);
}
