using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>Where a search with weight sharing stands, but for the shared weights.</summary>
internal sealed class WeightSharingState
{
    /// <summary>The round, from 0; after the last one, the number of rounds.</summary>
    public int Round { get; set; }

    /// <summary>How many epochs of the round are done.</summary>
    public int Epochs { get; set; }

    /// <summary>How many steps the supernet was trained.</summary>
    public int Steps { get; set; }

    /// <summary>The mean loss of the last epoch.</summary>
    public double Loss { get; set; }

    /// <summary>The pool.</summary>
    public List<Architecture> Pool { get; set; } = [];

    /// <summary>What the round trains, if that is not the whole pool.</summary>
    public List<Architecture> New { get; set; } = [];

    /// <summary>The pool's scores once the last round is done; empty before.</summary>
    public double[] Scores { get; set; } = [];

    /// <summary>NAO's model.</summary>
    public byte[]? Controller { get; set; }

    /// <summary>The rounds that are done.</summary>
    public List<WeightSharingRound> Rounds { get; } = [];

    /// <summary>The figures of those that were trained from scratch.</summary>
    public List<double> Retrained { get; } = [];
}
