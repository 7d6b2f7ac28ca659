using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Cells;

/// <summary>Wires that carry the shapes of one image's values: carrying them out counts what the network costs.</summary>
internal sealed class ShapeWiring : IWiring<ImageShape>
{
    private long _multiplyAdds;

    /// <summary>The multiplications with addition so far.</summary>
    public long MultiplyAdds => _multiplyAdds;

    public ImageShape Apply(Layer layer, ImageShape input) => layer.Measure(input, ref _multiplyAdds);

    public ImageShape Rectify(ImageShape value) => value;

    public ImageShape Add(ImageShape first, ImageShape second) => first == second
        ? first
        : throw new InvalidOperationException($"Values of shapes {first} and {second} cannot be added.");

    public ImageShape Concatenate(ImageShape[] values) => values[0] with { Channels = values.Sum(value => value.Channels) };

    public ImageShape Drop(ImageShape value) => value;
}
