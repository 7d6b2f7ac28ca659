using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Operations;

/// <summary>Global average pooling of the (usually rectified) input, dropout, and a linear layer to one value (logit) for each class.</summary>
internal sealed class Classifier : Layer
{
    private readonly Parameter? _weight;
    private readonly Func<torch.Tensor>? _gatherWeight;
    private readonly Func<bool>? _isTraining;
    private readonly Parameter? _bias;
    private readonly double _keepProbability;
    private readonly RandomMasks _masks;

    public Classifier(WeightInitializer initializer, int inputs, int classes, ConvolutionalNetworkOptions options, RandomMasks masks)
        : base(nameof(Classifier))
    {
        _weight = initializer.Linear(classes, inputs);
        _bias = options.Conventions.ClassifierBias ? initializer.Zeros(classes) : null;
        _keepProbability = options.DropoutKeepProbability;
        _masks = masks;
        TakesRectifiedInput = options.Conventions.RectifyOutput;
        RegisterComponents();
    }

    /// <summary>Creates a classifier whose weight is gathered each time from parts that belong to others, as does its bias.</summary>
    /// <param name="gatherWeight">Gathers the weight, of shape [classes, inputs].</param>
    /// <param name="bias">The bias; null for none.</param>
    /// <param name="options">How the network is built.</param>
    /// <param name="masks">The masks of dropout.</param>
    /// <param name="isTraining">Tells the mode of the network that the parts belong to.</param>
    public Classifier(
        Func<torch.Tensor> gatherWeight, Parameter? bias, ConvolutionalNetworkOptions options, RandomMasks masks, Func<bool> isTraining)
        : base(nameof(Classifier))
    {
        _isTraining = isTraining;
        _gatherWeight = gatherWeight;
        _bias = bias;
        _keepProbability = options.DropoutKeepProbability;
        _masks = masks;
        TakesRectifiedInput = options.Conventions.RectifyOutput;
    }

    public override bool TakesRectifiedInput { get; }

    private torch.Tensor Weight => _weight ?? _gatherWeight!();

    public override IEnumerable<torch.Tensor> GetState() => _bias is null ? [Weight] : [Weight, _bias];

    public override torch.Tensor forward(torch.Tensor input)
    {
        var pooled = input.mean([2, 3]);
        if ((_isTraining?.Invoke() ?? training) && _keepProbability < 1)
        {
            pooled = pooled.mul(_masks.Draw(_keepProbability, pooled.shape));
        }

        return torch.nn.functional.linear(pooled, Weight, _bias);
    }

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds)
    {
        var weight = Weight;
        multiplyAdds += weight.NumberOfElements;
        return new ImageShape((int)weight.shape[0], 1, 1);
    }

    public override string Export(OnnxGraphBuilder graph, string input)
    {
        string pooled = graph.AddNode("Flatten", [graph.AddNode("GlobalAveragePool", [input])]);
        string weight = graph.AddConstant("weight", Weight);
        return graph.AddNode(
            "Gemm",
            _bias is null ? [pooled, weight] : [pooled, weight, graph.AddConstant("bias", _bias)],
            [OnnxAttribute.Integer("transB", 1)]);
    }
}
