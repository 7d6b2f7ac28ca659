using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Room for the images of a batch in plain arrays, the channels of each pixel side by side as the fast kernels want them.</summary>
/// <param name="shape">The shape of the images.</param>
/// <param name="capacity">The most images that it takes.</param>
internal sealed class ImageBuffer(ImageShape shape, int capacity)
{
    private readonly float[] _pixels = new float[(long)capacity * shape.Size];
    private readonly long[] _labels = new long[capacity];

    /// <summary>The number of images in it.</summary>
    public int Count { get; set; }

    /// <summary>The images' classes.</summary>
    public Span<long> Labels => _labels.AsSpan(0, Count);

    /// <summary>The values of one image: row, column, channel.</summary>
    public Span<float> GetImage(int index) => _pixels.AsSpan(index * shape.Size, shape.Size);

    /// <summary>Copies the images to a device.</summary>
    public ImageBatch ToDevice(torch.Device device)
    {
        // The whole arrays travel, of which a batch fills all but one image at most.
        var images = torch.tensor(_pixels, [capacity, shape.Height, shape.Width, shape.Channels], device: device).narrow(0, 0, Count);
        return new ImageBatch(images.permute(0, 3, 1, 2), torch.tensor(_labels, device: device).narrow(0, 0, Count));
    }
}
