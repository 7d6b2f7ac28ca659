namespace Microsoft.ML.NAO.Training;

/// <summary>Subtracts each channel's mean and multiplies by its scale. What is outside of an image has the mean: 0, once it is normalized.</summary>
internal sealed class PlainChannelNormalization(float[] mean, float[] scale) : IPixelNormalization
{
    public ReadOnlySpan<float> Outside => mean;

    public void Apply(Span<float> image)
    {
        for (int start = 0; start < image.Length; start += mean.Length)
        {
            for (int channel = 0; channel < mean.Length; channel++)
            {
                image[start + channel] = (image[start + channel] - mean[channel]) * scale[channel];
            }
        }
    }
}
