namespace Microsoft.ML.NAO.Architectures;

/// <summary>Which of the architectures that describe the same network <see cref="ArchitectureSpace.SampleSymmetric"/> draws from.</summary>
public enum SymmetrySampling
{
    /// <summary>None other than the given one.</summary>
    None,

    /// <summary>
    /// The two branches of exactly one node in each cell are exchanged, the node being drawn uniformly. This is what the
    /// authors' code does.
    /// </summary>
    OneNodePerCell,

    /// <summary>The branches of every node are exchanged or not by the toss of a coin, so that all orders are equally likely.</summary>
    EveryNode,
}
