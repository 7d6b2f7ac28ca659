namespace Microsoft.ML.NAO.Operations;

/// <summary>How a window of pixels moves along one axis of an image.</summary>
internal readonly record struct WindowAxis(int Kernel, int Stride)
{
    /// <summary>The number of places where the window stands.</summary>
    public int GetOutputSize(int size) => Convolution.Ceiling(size, Stride);

    /// <summary>The number of pixels that the windows need before and after the image's own, the odd one after.</summary>
    public (int Before, int After) GetPadding(int size)
    {
        int total = Math.Max(0, ((GetOutputSize(size) - 1) * Stride) + Kernel - size);
        return (total / 2, total - (total / 2));
    }
}
