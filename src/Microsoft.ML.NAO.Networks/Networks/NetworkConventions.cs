using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// Where the codes that NAO's authors published build different networks of the same architecture: one property for each difference.
/// </summary>
/// <remarks>
/// There are three of them: the TensorFlow code of the search from scratch, that of the search with weight sharing, and a later one
/// in PyTorch. The defaults here are those of the TensorFlow code with weight sharing, but for the padding, which is PyTorch's (the same
/// on all sides, which costs no copy), and the bias of the last layer.
/// </remarks>
public sealed record NetworkConventions
{
    /// <summary>The authors' TensorFlow code of the search from scratch, which trained NAONet.</summary>
    public static NetworkConventions TensorFlow { get; } = new()
    {
        Padding = WindowPadding.Same,
        ProjectStridedIdentities = true,
        KeepStemInFirstCell = true,
        AlwaysProjectPreviousCell = true,
        StandardizeImages = true,
        Initialization = WeightInitialization.FanOut,
    };

    /// <summary>
    /// The authors' TensorFlow code of the search with weight sharing. Its final networks also have
    /// <see cref="ConvolutionalNetworkOptions.ProjectPreviousCell"/>.
    /// </summary>
    public static NetworkConventions TensorFlowWeightSharing { get; } = new() { Padding = WindowPadding.Same, ClassifierBias = false };

    /// <summary>The authors' PyTorch code with its five operations, which trained NAONet-B and NAONet-V2.</summary>
    public static NetworkConventions PyTorch { get; } = new()
    {
        PadMaximaWithZeros = true,
        SplitStrides = true,
        DropIdentities = true,
        RectifyOutput = false,
        AuxiliaryAfterReduction = true,
    };

    /// <summary>The authors' PyTorch code with its eleven operations, which trained NAONet-A: its averages count the padding.</summary>
    public static NetworkConventions PyTorchEleven { get; } = PyTorch with { CountPaddingInAverages = true };

    /// <summary>Where windows that move by two pixels are padded. It decides which pixels of an image of even size they start at.</summary>
    /// <value>The default value is <see cref="WindowPadding.Symmetric"/>, the PyTorch code's. 2×2 windows are always padded after.</value>
    [EnumDataType(typeof(WindowPadding))]
    public WindowPadding Padding { get; init; }

    /// <summary>Whether average poolings divide by the size of the whole window where it reaches over the border, the padding being zeros.</summary>
    /// <value>
    /// The default value is <see langword="false"/>. The PyTorch code counts the padding in its eleven operations, and does not in the
    /// 3×3 average pooling of its five.
    /// </value>
    public bool CountPaddingInAverages { get; init; }

    /// <summary>Whether the padding of 2×2 maximum pooling is zero, which may be the maximum, instead of −∞.</summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the PyTorch code.</value>
    public bool PadMaximaWithZeros { get; init; }

    /// <summary>
    /// Whether a 1×k and k×1 convolution divides its stride between its parts, each along its own axis, instead of reducing both axes in
    /// the first.
    /// </summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the PyTorch code.</value>
    public bool SplitStrides { get; init; }

    /// <summary>
    /// Whether an identity of stride 2 is a projection (ReLU, 1×1 convolution, batch normalization) instead of a factorized reduction.
    /// </summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the TensorFlow code of the search from scratch.</value>
    public bool ProjectStridedIdentities { get; init; }

    /// <summary>Whether drop-path may drop an identity, of stride 1 or 2.</summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the last version of the PyTorch code.</value>
    public bool DropIdentities { get; init; }

    /// <summary>
    /// Whether the first cell reads the stem's output as it is, with all its channels, where other cells read the cell before the last.
    /// </summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the TensorFlow code of the search from scratch.</value>
    public bool KeepStemInFirstCell { get; init; }

    /// <summary>Whether the last cell's output is projected where a cell reads it even if it has the cell's channels already.</summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the TensorFlow code of the search from scratch.</value>
    public bool AlwaysProjectPreviousCell { get; init; }

    /// <summary>Whether a ReLU comes between the last cell and the global average pooling.</summary>
    /// <value>The default value is <see langword="true"/>. It is <see langword="false"/> in the PyTorch code.</value>
    public bool RectifyOutput { get; init; } = true;

    /// <summary>Whether the last linear layer has a bias.</summary>
    /// <value>The default value is <see langword="true"/>. It is <see langword="false"/> in the TensorFlow code with weight sharing.</value>
    public bool ClassifierBias { get; init; } = true;

    /// <summary>Whether the auxiliary classifier reads the last reduction cell instead of the first normal cell after it.</summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the PyTorch code.</value>
    public bool AuxiliaryAfterReduction { get; init; }

    /// <summary>
    /// Whether each image is brought to mean 0 and standard deviation 1 by itself, over all its channels, instead of each channel by the
    /// figures of the whole training set.
    /// </summary>
    /// <value>The default value is <see langword="false"/>. It is <see langword="true"/> in the TensorFlow code of the search from scratch.</value>
    public bool StandardizeImages { get; init; }

    /// <summary>How the weights of convolutions and linear layers are drawn.</summary>
    /// <value>
    /// The default value is <see cref="WeightInitialization.HeNormal"/>. It is <see cref="WeightInitialization.FanOut"/> in the TensorFlow code
    /// of the search from scratch.
    /// </value>
    [EnumDataType(typeof(WeightInitialization))]
    public WeightInitialization Initialization { get; init; }
}
