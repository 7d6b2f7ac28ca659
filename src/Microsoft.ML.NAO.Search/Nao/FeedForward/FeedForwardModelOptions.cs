using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao.FeedForward;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Options of NAO's model as an ensemble of feed-forward networks: made for searches that can afford some dozens or hundreds of
/// evaluations.
/// </summary>
/// <remarks>
/// Every member is an encoder, a performance predictor and a decoder. Where members disagree, an architecture is unlike those that
/// were evaluated; <see cref="NaoOptions.Acquisition"/> makes use of it. The encoder and the decoder are trained on architectures
/// too that nobody has evaluated (as in SemiNAS; Luo et al., NeurIPS 2020).
/// </remarks>
public sealed class FeedForwardModelOptions : NaoModelOptions
{
    internal const int MaxMembers = 256;

    /// <summary>The number of members.</summary>
    /// <value>The default value is 6.</value>
    [Range(1, MaxMembers)]
    public int Members { get; set; } = NaoConstants.Members;

    /// <summary>The width of the hidden layers of encoder, predictor and decoder, one each.</summary>
    /// <value>The default value is 48.</value>
    [Range(1, 4096)]
    public int HiddenSize { get; set; } = NaoConstants.FeedForwardHiddenSize;

    /// <summary>The size of an architecture's embedding.</summary>
    /// <value>The default value is 48.</value>
    [Range(1, 4096)]
    public int EmbeddingSize { get; set; } = NaoConstants.FeedForwardEmbeddingSize;

    /// <summary>How many random architectures without an outcome encoder and decoder learn to reconstruct in each step of training.</summary>
    /// <value>The default value is 32.</value>
    [Range(0, 65536)]
    public int UnlabeledArchitectures { get; set; } = NaoConstants.UnlabeledArchitectures;

    internal override INaoModel CreateModel(ArchitectureSpace space, NaoOptions options, Random random) => new FeedForwardModel(space, this, options, random);
}
