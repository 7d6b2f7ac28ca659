namespace Microsoft.ML.NAO.Training;

/// <summary>Normalizes images in plain arrays, the channels of each pixel side by side.</summary>
internal interface IPixelNormalization
{
    /// <summary>The values, one for each channel, of the pixels that move into an image from outside, before normalization.</summary>
    ReadOnlySpan<float> Outside { get; }

    /// <summary>Normalizes one image.</summary>
    /// <param name="image">Its values: row, column, channel.</param>
    void Apply(Span<float> image);
}
