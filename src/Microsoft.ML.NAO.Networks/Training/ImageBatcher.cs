using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// Assembles batches in a plain array, the channels of each pixel side by side as the fast kernels want them, and changes the images at
/// random on the way: moved, mirrored, with a square cut out.
/// </summary>
internal sealed class ImageBatcher
{
    private readonly ImageDataset _dataset;
    private readonly torch.Device _device;
    private readonly float[] _fill;
    private float[] _pixels = [];
    private long[] _labels = [];

    /// <param name="dataset">The images.</param>
    /// <param name="device">Where the batches go.</param>
    public ImageBatcher(ImageDataset dataset, torch.Device device)
    {
        _dataset = dataset;
        _device = device;
        _fill = ChannelStatistics.Measure(dataset).Mean;
    }

    /// <summary>The images of the given indices, as they are or, where there are options, changed at random.</summary>
    public ImageBatch Assemble(ReadOnlySpan<int> indices, TrainingOptions? augmentation = null, Random? random = null)
    {
        ImageShape shape = _dataset.Shape;
        int needed = indices.Length * shape.Size;
        if (_pixels.Length != needed)
        {
            _pixels = new float[needed];
            _labels = new long[indices.Length];
        }

        for (int i = 0; i < indices.Length; i++)
        {
            var image = _dataset.GetImage(indices[i]);
            var target = _pixels.AsSpan(i * shape.Size, shape.Size);
            if (augmentation is null)
            {
                Copy(image, target, 0, 0, mirror: false);
            }
            else
            {
                Change(image, target, augmentation, random!);
            }

            _labels[i] = _dataset.Labels[indices[i]];
        }

        var images = torch.tensor(_pixels, [indices.Length, shape.Height, shape.Width, shape.Channels], device: _device);
        return new ImageBatch(images.permute(0, 3, 1, 2), torch.tensor(_labels, device: _device));
    }

    private void Change(ReadOnlySpan<float> image, Span<float> target, TrainingOptions augmentation, Random random)
    {
        int padding = augmentation.CropPadding;
        int down = padding > 0 ? random.Next(-padding, padding + 1) : 0;
        int right = padding > 0 ? random.Next(-padding, padding + 1) : 0;
        Copy(image, target, down, right, augmentation.HorizontalFlip && random.Next(2) == 0);
        if (augmentation.CutoutLength > 0)
        {
            CutOut(target, augmentation.CutoutLength, augmentation.CutoutPlacement, random);
        }
    }

    private void Copy(ReadOnlySpan<float> image, Span<float> target, int down, int right, bool mirror)
    {
        var (channels, height, width) = _dataset.Shape;
        for (int channel = 0; channel < channels; channel++)
        {
            var plane = image.Slice(channel * height * width, height * width);
            float fill = _fill[channel];
            int at = channel;
            for (int y = 0; y < height; y++)
            {
                int fromY = y - down;
                bool rowExists = fromY >= 0 && fromY < height;
                for (int x = 0; x < width; x++, at += channels)
                {
                    int fromX = (mirror ? width - 1 - x : x) - right;
                    target[at] = rowExists && fromX >= 0 && fromX < width ? plane[(fromY * width) + fromX] : fill;
                }
            }
        }
    }

    private void CutOut(Span<float> target, int length, CutoutPlacement placement, Random random)
    {
        var (channels, height, width) = _dataset.Shape;
        int shift = placement == CutoutPlacement.Center ? length / 2 : 0;
        int top = random.Next(height) - shift;
        int left = random.Next(width) - shift;
        for (int y = Math.Max(0, top); y < Math.Min(height, top + length); y++)
        {
            for (int x = Math.Max(0, left); x < Math.Min(width, left + length); x++)
            {
                _fill.CopyTo(target[(((y * width) + x) * channels)..]);
            }
        }
    }
}
