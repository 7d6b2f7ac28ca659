namespace Microsoft.ML.NAO.Architectures;

/// <summary>The names of the operations that a branch of a convolutional cell may apply (<see cref="Branch.Operation"/>).</summary>
public static class OperationNames
{
    /// <summary>Twice ReLU, 3×3 depthwise convolution, 1×1 convolution, batch normalization.</summary>
    public const string SeparableConvolution3x3 = "sep_conv_3x3";

    /// <summary>Twice ReLU, 5×5 depthwise convolution, 1×1 convolution, batch normalization.</summary>
    public const string SeparableConvolution5x5 = "sep_conv_5x5";

    /// <summary>3×3 average pooling, without the padding in the average.</summary>
    public const string AveragePooling3x3 = "avg_pool_3x3";

    /// <summary>3×3 maximum pooling.</summary>
    public const string MaxPooling3x3 = "max_pool_3x3";

    /// <summary>The input as it is; where the stride is 2, a factorized reduction.</summary>
    public const string Identity = "identity";
}
