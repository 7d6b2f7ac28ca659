using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>The least that a network for vectors can be: one linear layer.</summary>
internal sealed class LinearNetwork : PredictionNetwork
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly int _width;

    public LinearNetwork(int width, int outputs, int seed = 1)
        : base(nameof(LinearNetwork), outputs, torch.CPU)
    {
        _width = width;
        using var initializer = new WeightInitializer(seed, torch.CPU);
        _weight = initializer.Linear(outputs, width);
        _bias = initializer.Zeros(outputs);
        RegisterComponents();
        Statistics = new NetworkStatistics((width + 1) * outputs, width * outputs, 0);
    }

    public override NetworkStatistics Statistics { get; }

    internal override bool IsWorthSharing => false;

    internal override (torch.Tensor Outputs, torch.Tensor? Auxiliary) Compute(torch.Tensor input, bool normalized = false) =>
        (torch.nn.functional.linear(input, _weight, _bias), null);

    internal override string AddInput(OnnxGraphBuilder graph, OnnxExportOptions options) =>
        graph.AddInput(options.InputName, OnnxElementType.Float, 1, _width);

    internal override string Describe() => $"{_width} {OutputCount}";

    internal override void ResetMasks(int seed)
    {
    }

    private protected override void CheckSamples(SampleDataset dataset)
    {
        if (dataset is not VectorDataset vectors || vectors.Width != _width)
        {
            throw new ArgumentException($"The network takes vectors of {_width} values, the data set has {dataset.SampleKind}.", nameof(dataset));
        }
    }

    private protected override void SetInputNormalization(SampleDataset train)
    {
    }

    private protected override string ExportOutputs(OnnxGraphBuilder graph, string input) => graph.AddNode(
        "Gemm", [input, graph.AddConstant("weight", _weight), graph.AddConstant("bias", _bias)], [OnnxAttribute.Integer("transB", 1)]);
}
