using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Room for the images of a batch in plain arrays, the channels of each pixel side by side as the fast kernels want them.</summary>
/// <param name="dataset">Where the images come from.</param>
/// <param name="capacity">The most images that it takes.</param>
internal sealed class ImageBuffer(ImageDataset dataset, int capacity) : SampleBuffer(dataset, capacity)
{
    private readonly ImageShape _shape = dataset.Shape;
    private readonly float[] _pixels = new float[(long)capacity * dataset.Shape.Size];

    /// <summary>The values of one image: row, column, channel.</summary>
    public Span<float> GetImage(int index) => _pixels.AsSpan(index * _shape.Size, _shape.Size);

    /// <inheritdoc/>
    protected override torch.Tensor CopyInputs(torch.Device device) =>
        torch.tensor(_pixels, [Capacity, _shape.Height, _shape.Width, _shape.Channels], device: device).narrow(0, 0, Count).permute(0, 3, 1, 2);
}
