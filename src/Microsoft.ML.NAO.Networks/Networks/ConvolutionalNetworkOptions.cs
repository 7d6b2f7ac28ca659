using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks;

/// <summary>How cells are stacked to a network for images (Luo et al., NeurIPS 2018, section 4.1, and the authors' code).</summary>
public sealed class ConvolutionalNetworkOptions
{
    private const int MostReductions = 2;
    private const int SmallestMap = 4;

    /// <summary>The number of normal cells in each stage, the paper's N. Between stages stands a reduction cell.</summary>
    /// <value>The default value is 1. The authors search with 3 and train the network that they report with 6.</value>
    [Range(1, 100)]
    public int CellsPerStage { get; set; } = 1;

    /// <summary>The number of channels of each node in the first stage, the paper's F; every reduction doubles it. Even.</summary>
    /// <value>The default value is 16. The authors search with 32 (20 with weight sharing) and report networks with 36 and more.</value>
    [Range(2, 4096)]
    public int InitialChannels { get; set; } = 16;

    /// <summary>What the network begins with.</summary>
    /// <value>The default value is <see cref="NetworkStem.Convolution"/>, the authors' for CIFAR.</value>
    [EnumDataType(typeof(NetworkStem))]
    public NetworkStem Stem { get; set; } = NetworkStem.Convolution;

    /// <summary>
    /// The channels of the stem's output, as a multiple of <see cref="InitialChannels"/>. Without effect on
    /// <see cref="NetworkStem.Reduction"/>.
    /// </summary>
    /// <value>The default value is 3, as in the authors' code.</value>
    [Range(1, 64)]
    public int StemMultiplier { get; set; } = 3;

    /// <summary>The number of reduction cells, each of which halves the images' height and width.</summary>
    /// <value>
    /// The default value is null: as many as leave maps of at least 4×4, and no more than the authors' two. Images of 8×8 have room for
    /// one, of 16×16 and more for two; eight times as large where the stem reduces them.
    /// </value>
    [Range(0, 16)]
    public int? Reductions { get; set; }

    /// <summary>
    /// Whether the last cell's output passes one more projection (ReLU, 1×1 convolution, batch normalization) when it enters a cell, as
    /// in the authors' final network of the search with weight sharing.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ProjectPreviousCell { get; set; }

    /// <summary>The probability with which an element passes the dropout before the last linear layer.</summary>
    /// <value>The default value is 1: no dropout. The authors train their final networks with 0.6 to 0.8.</value>
    [Range(0.01, 1.0)]
    public double DropoutKeepProbability { get; set; } = 1;

    /// <summary>
    /// The probability with which drop-path keeps a branch of the last cell at the end of training. It falls linearly with the depth
    /// and in the course of training; an identity is not dropped unless <see cref="NetworkConventions.DropIdentities"/> says so.
    /// </summary>
    /// <value>The default value is 1: no drop-path. The authors search with 0.7 to 0.9 and train final networks with 0.6 to 0.8.</value>
    [Range(0.01, 1.0)]
    public double DropPathKeepProbability { get; set; } = 1;

    /// <summary>
    /// Whether training adds a second classifier after the first normal cell that follows the last reduction (or before that cell, see
    /// <see cref="NetworkConventions.AuxiliaryAfterReduction"/>). It is no part of the exported network.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AuxiliaryClassifier { get; set; }

    /// <summary>Which of the authors' codes the network follows where they differ.</summary>
    /// <value>The default value is <c>new NetworkConventions()</c>, whose properties say what is the default of each.</value>
    [Required]
    public NetworkConventions Conventions { get; set; } = new();

    /// <summary>The number of reductions that a network for images of this shape has.</summary>
    /// <param name="shape">The shape of the images.</param>
    public int GetReductions(ImageShape shape)
    {
        if (Reductions is { } stated)
        {
            return stated;
        }

        int side = Math.Min(shape.Height, shape.Width) >> StemLayers.GetReductions(Stem);
        int reductions = 0;
        while (reductions < MostReductions && side / 2 >= SmallestMap)
        {
            side /= 2;
            reductions++;
        }

        return reductions;
    }

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Validator.ValidateObject(Conventions, new ValidationContext(Conventions), validateAllProperties: true);
        if (InitialChannels % 2 != 0)
        {
            throw new ValidationException(
                $"{nameof(InitialChannels)} is {InitialChannels}. It must be even: a factorized reduction computes half of the channels in each of its paths.");
        }
    }

    internal ConvolutionalNetworkOptions Clone() => (ConvolutionalNetworkOptions)MemberwiseClone();
}
