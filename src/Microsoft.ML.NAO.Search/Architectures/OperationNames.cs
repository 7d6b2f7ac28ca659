namespace Microsoft.ML.NAO.Architectures;

/// <summary>The names of the operations that a branch of a convolutional cell may apply (<see cref="Branch.Operation"/>).</summary>
public static class OperationNames
{
    /// <summary>Twice ReLU, 3×3 depthwise convolution, 1×1 convolution, batch normalization.</summary>
    public const string SeparableConvolution3x3 = "sep_conv_3x3";

    /// <summary>Twice ReLU, 5×5 depthwise convolution, 1×1 convolution, batch normalization.</summary>
    public const string SeparableConvolution5x5 = "sep_conv_5x5";

    /// <summary>ReLU, 1×1 convolution, batch normalization.</summary>
    public const string Convolution1x1 = "conv_1x1";

    /// <summary>ReLU, 3×3 convolution, batch normalization.</summary>
    public const string Convolution3x3 = "conv_3x3";

    /// <summary>ReLU, 1×3 convolution, batch normalization, then the same with a 3×1 convolution.</summary>
    public const string Convolution1x3And3x1 = "conv_1x3_3x1";

    /// <summary>ReLU, 1×7 convolution, batch normalization, then the same with a 7×1 convolution.</summary>
    public const string Convolution1x7And7x1 = "conv_1x7_7x1";

    /// <summary>2×2 average pooling, without the padding in the average.</summary>
    public const string AveragePooling2x2 = "avg_pool_2x2";

    /// <summary>3×3 average pooling, without the padding in the average.</summary>
    public const string AveragePooling3x3 = "avg_pool_3x3";

    /// <summary>5×5 average pooling, without the padding in the average.</summary>
    public const string AveragePooling5x5 = "avg_pool_5x5";

    /// <summary>2×2 maximum pooling.</summary>
    public const string MaxPooling2x2 = "max_pool_2x2";

    /// <summary>3×3 maximum pooling.</summary>
    public const string MaxPooling3x3 = "max_pool_3x3";

    /// <summary>5×5 maximum pooling.</summary>
    public const string MaxPooling5x5 = "max_pool_5x5";

    /// <summary>The input as it is; where the stride is 2, a factorized reduction.</summary>
    public const string Identity = "identity";
}
