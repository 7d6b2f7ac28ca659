using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// Copies images into a buffer and changes them at random on the way: moved, mirrored, normalized, with a square cut out.
/// </summary>
internal sealed class ImageBatcher : SampleBatcher
{
    private readonly ImageDataset _dataset;
    private readonly IPixelNormalization? _normalization;

    /// <param name="dataset">The images.</param>
    /// <param name="normalization">Normalizes them; null to leave their values as they are.</param>
    public ImageBatcher(ImageDataset dataset, IPixelNormalization? normalization = null)
        : base(dataset)
    {
        _dataset = dataset;
        _normalization = normalization;
    }

    /// <inheritdoc/>
    public override bool Normalizes => _normalization is not null;

    /// <inheritdoc/>
    public override SampleBuffer CreateBuffer(int capacity) => new ImageBuffer(_dataset, capacity);

    /// <inheritdoc/>
    protected override void Copy(int sample, SampleBuffer buffer, int place, TrainingOptions? augmentation, Random? random)
    {
        var image = _dataset.GetImage(sample);
        var target = ((ImageBuffer)buffer).GetImage(place);
        if (augmentation is null)
        {
            Copy(image, target, 0, 0, mirror: false);
            _normalization?.Apply(target);
        }
        else
        {
            Change(image, target, augmentation, random!);
        }
    }

    private void Change(ReadOnlySpan<float> image, Span<float> target, TrainingOptions augmentation, Random random)
    {
        int padding = augmentation.CropPadding;
        int down = padding > 0 ? random.Next(-padding, padding + 1) : 0;
        int right = padding > 0 ? random.Next(-padding, padding + 1) : 0;
        Copy(image, target, down, right, augmentation.HorizontalFlip && random.Next(2) == 0);
        _normalization?.Apply(target);
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
            float outside = _normalization is null ? 0 : _normalization.Outside[channel];
            int at = channel;
            for (int y = 0; y < height; y++)
            {
                int fromY = y - down;
                bool rowExists = fromY >= 0 && fromY < height;
                for (int x = 0; x < width; x++, at += channels)
                {
                    int fromX = (mirror ? width - 1 - x : x) - right;
                    target[at] = rowExists && fromX >= 0 && fromX < width ? plane[(fromY * width) + fromX] : outside;
                }
            }
        }
    }

    // What is cut out is 0 after normalization, an image's or the set's mean.
    private void CutOut(Span<float> target, int length, CutoutPlacement placement, Random random)
    {
        var (channels, height, width) = _dataset.Shape;
        int shift = placement == CutoutPlacement.Center ? length / 2 : 0;
        int top = random.Next(height) - shift;
        int left = random.Next(width) - shift;
        int first = Math.Max(0, left);
        int columns = Math.Min(width, left + length) - first;
        for (int y = Math.Max(0, top); y < Math.Min(height, top + length); y++)
        {
            target.Slice(((y * width) + first) * channels, columns * channels).Clear();
        }
    }
}
