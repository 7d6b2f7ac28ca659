using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Training;

/// <summary>Brings an image to mean 0 and standard deviation 1. What is outside of it is black.</summary>
internal sealed class PlainImageStandardization(int channels) : IPixelNormalization
{
    private readonly float[] _black = new float[channels];

    public ReadOnlySpan<float> Outside => _black;

    public void Apply(Span<float> image)
    {
        double sum = 0;
        foreach (float value in image)
        {
            sum += value;
        }

        double mean = sum / image.Length;
        double squares = 0;
        foreach (float value in image)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Max(Math.Sqrt(squares / image.Length), ImageStandardization.SmallestDeviation);
        foreach (ref float value in image)
        {
            value = (float)((value - mean) / deviation);
        }
    }
}
