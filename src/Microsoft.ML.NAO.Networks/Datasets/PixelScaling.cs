namespace Microsoft.ML.NAO.Datasets;

/// <summary>Turns bytes into values from 0 to 1.</summary>
internal static class PixelScaling
{
    public static void Scale(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            values[i] = bytes[i] / (float)byte.MaxValue;
        }
    }
}
