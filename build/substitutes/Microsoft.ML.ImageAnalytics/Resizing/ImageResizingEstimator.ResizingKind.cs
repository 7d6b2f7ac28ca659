namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImageResizingEstimator
{
    /// <summary>What to do with an image of other proportions.</summary>
    public enum ResizingKind : byte
    {
        IsoPad = 0,
        IsoCrop = 1,
        Fill = 2,
    }
}
