namespace Microsoft.ML.NAO.Networks;

/// <summary>Where the pixels go that convolutions and poolings of a stride of 2 add around an image.</summary>
public enum WindowPadding
{
    /// <summary>As many before as after: the half of an odd window's size, as PyTorch's layers have it.</summary>
    Symmetric,

    /// <summary>No more than the windows need, and an odd one below and to the right: TensorFlow's <c>SAME</c>.</summary>
    Same,
}
