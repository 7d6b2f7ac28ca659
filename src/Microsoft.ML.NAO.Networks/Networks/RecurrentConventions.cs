namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// Where the codes that NAO's authors published compute different things out of the same recurrent cell. (They also number the
/// activations differently: <see cref="Architectures.ActivationCoding"/>.)
/// </summary>
public sealed record RecurrentConventions
{
    /// <summary>The stand-alone networks of both searches, from scratch and with weight sharing, which the authors report.</summary>
    public static RecurrentConventions StandAlone { get; } = new();

    /// <summary>The network of all architectures in the search with weight sharing.</summary>
    public static RecurrentConventions WeightSharing { get; } = new() { AverageFirstNode = true };

    /// <summary>Whether the new hidden state is the mean of all nodes, the first one, which has no token, included.</summary>
    /// <value>
    /// The default value is <see langword="false"/>, as in the authors' stand-alone networks. It is <see langword="true"/> in their search
    /// with weight sharing, and in the paper's text.
    /// </value>
    public bool AverageFirstNode { get; init; }
}
