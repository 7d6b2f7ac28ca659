namespace Microsoft.ML.NAO.Networks;

/// <summary>What a network begins with, before its cells.</summary>
public enum NetworkStem
{
    /// <summary>One 3×3 convolution and batch normalization, whose output both inputs of the first cell read: for small images.</summary>
    Convolution,

    /// <summary>
    /// Three 3×3 convolutions that halve the size each, as in the authors' PyTorch code for ImageNet: the first cell reads the output of
    /// the second, of a fourth of the size, and that of the third, of an eighth.
    /// </summary>
    Reduction,
}
