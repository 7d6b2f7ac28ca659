namespace Microsoft.ML.NAO.Onnx;

/// <summary>How the values of an image stand in a vector.</summary>
public enum PixelOrder
{
    /// <summary>Channel by channel, each row by row: channels × height × width.</summary>
    Planar,

    /// <summary>Pixel by pixel, the channels of each side by side: height × width × channels.</summary>
    Interleaved,
}
