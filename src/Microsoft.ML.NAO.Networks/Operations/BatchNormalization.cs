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
    private readonly NormalizationContext _context;
    private CollectedStatistics? _collected;

    public BatchNormalization(WeightInitializer initializer, int channels)
        : base(nameof(BatchNormalization))
    {
        _context = initializer.Normalization;
        _scale = initializer.Ones(channels);
        _offset = initializer.Zeros(channels);
        _runningMean = initializer.Buffer(0, channels);
        _runningVariance = initializer.Buffer(1, channels);
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input) => _context.Statistics == NormalizationStatistics.Running
        ? Normalize(input, _runningMean, _runningVariance, training && HasVariance(input), Momentum)
        : NormalizeBesides(input);

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _collected?.Dispose();
        }

        base.Dispose(disposing);
    }

    // A batch of one vector has none, and libtorch refuses it.
    private static bool HasVariance(torch.Tensor input) => input.NumberOfElements > input.shape[1];

    private torch.Tensor NormalizeBesides(torch.Tensor input)
    {
        CollectedStatistics collected = _collected ??= new CollectedStatistics(_runningMean);
        if (_context.Statistics == NormalizationStatistics.Collected)
        {
            return Normalize(input, collected.Mean, collected.Variance, byBatch: false, momentum: 0);
        }

        bool collects = _context.Statistics == NormalizationStatistics.Collecting;
        if (collects && _context.CollectedBatch == 1)
        {
            collected.Clear();
        }

        return Normalize(input, collected.Mean, collected.Variance, byBatch: true, collects ? 1.0 / _context.CollectedBatch : 0);
    }

    private torch.Tensor Normalize(torch.Tensor input, torch.Tensor mean, torch.Tensor variance, bool byBatch, double momentum) =>
        torch.nn.functional.batch_norm(input, mean, variance, _scale, _offset, byBatch, momentum, Epsilon);
}
