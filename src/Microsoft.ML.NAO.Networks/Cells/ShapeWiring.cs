using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.FeedForward;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Cells;

/// <summary>Wires that carry the shapes of one image's values: carrying them out counts what the network costs.</summary>
internal sealed class ShapeWiring : IWiring<ImageShape>
{
    private long _multiplyAdds;

    /// <summary>The multiplications with addition so far.</summary>
    public long MultiplyAdds => _multiplyAdds;

    /// <summary>The numbers of all values so far, which a training keeps until their gradients are computed.</summary>
    public long Activations { get; private set; }

    public ImageShape Apply(Layer layer, ImageShape input) => layer switch
    {
        LayerSequence sequence => Apply(sequence, input),
        ResidualBlock residual => Add(input, Apply(residual.Branch, input)),
        _ => Count(layer.Measure(input, ref _multiplyAdds)),
    };

    public ImageShape Rectify(ImageShape value) => Count(value);

    public ImageShape Add(ImageShape first, ImageShape second) => first == second
        ? Count(first)
        : throw new InvalidOperationException($"Values of shapes {first} and {second} cannot be added.");

    public ImageShape Concatenate(ImageShape[] values) => Count(values[0] with { Channels = values.Sum(value => value.Channels) });

    public ImageShape Drop(ImageShape value) => value;

    private ImageShape Apply(LayerSequence sequence, ImageShape input)
    {
        ImageShape value = Apply(sequence.Layers[0], input);
        foreach (Layer next in sequence.Layers.Skip(1))
        {
            value = Apply(next, next.TakesRectifiedInput ? Count(value) : value);
        }

        return value;
    }

    private ImageShape Count(ImageShape value)
    {
        Activations += (long)value.Channels * value.Height * value.Width;
        return value;
    }
}
