using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>Layers one after the other, with a ReLU before each but the first that takes rectified input.</summary>
internal sealed class LayerSequence : Layer
{
    private readonly Layer[] _layers;

    public LayerSequence(string name, params ReadOnlySpan<Layer> layers)
        : base(name)
    {
        _layers = [.. layers];
        for (int i = 0; i < _layers.Length; i++)
        {
            register_module($"layer{i}", _layers[i]);
        }
    }

    /// <summary>ReLU (unless it is left out), 1×1 convolution, batch normalization.</summary>
    public static LayerSequence Projection(WeightInitializer initializer, int inputs, int outputs, int stride = 1, bool rectified = true) => new(
        nameof(Projection),
        new Convolution(initializer, inputs, outputs, kernel: 1, stride, rectified: rectified),
        new BatchNormalization(initializer, outputs));

    /// <summary>The layers, in order.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    public override bool TakesRectifiedInput => _layers[0].TakesRectifiedInput;

    public override IEnumerable<torch.Tensor> GetState() => _layers.SelectMany(layer => layer.GetState());

    public override torch.Tensor forward(torch.Tensor input)
    {
        var value = _layers[0].forward(input);
        foreach (Layer layer in _layers.AsSpan(1))
        {
            value = layer.forward(layer.TakesRectifiedInput ? value.relu() : value);
        }

        return value;
    }

    public override ImageShape Measure(ImageShape input, ref long multiplyAdds)
    {
        foreach (Layer layer in _layers)
        {
            input = layer.Measure(input, ref multiplyAdds);
        }

        return input;
    }

    public override string Export(OnnxGraphBuilder graph, string input)
    {
        string value = _layers[0].Export(graph, input);
        foreach (Layer layer in _layers.AsSpan(1))
        {
            value = layer.Export(graph, layer.TakesRectifiedInput ? graph.AddNode("Relu", [value]) : value);
        }

        return value;
    }
}
