namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImagePixelExtractingEstimator
{
    /// <summary>The order of the channels that are taken.</summary>
    public enum ColorsOrder : byte
    {
        ARGB = 1,
        ARBG = 2,
        ABRG = 3,
        ABGR = 4,
        AGRB = 5,
        AGBR = 6,
    }
}
