namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImagePixelExtractingEstimator
{
    /// <summary>Which channels to take.</summary>
    [Flags]
    public enum ColorBits : byte
    {
        Alpha = 0x01,
        Red = 0x02,
        Green = 0x04,
        Blue = 0x08,
        Rgb = Red | Green | Blue,
        All = Alpha | Red | Green | Blue,
    }
}
