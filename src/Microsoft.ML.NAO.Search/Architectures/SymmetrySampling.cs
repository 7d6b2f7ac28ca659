namespace Microsoft.ML.NAO.Architectures;

/// <summary>Which of the architectures that describe the same network <see cref="ArchitectureSpace.SampleSymmetric"/> draws from.</summary>
public enum SymmetrySampling
{
    /// <summary>None other than the given one.</summary>
    None,

    /// <summary>
    /// Exactly one node in each cell changes, the node being drawn uniformly. In a convolutional cell its two branches are
    /// exchanged, which is what the authors' code does. In a recurrent cell it moves to another place in the order, if its
    /// predecessor and successors leave it one. In a feed-forward network a block that does nothing moves to any place, with other
    /// choices that have no effect.
    /// </summary>
    OneNodePerCell,

    /// <summary>
    /// Every node may change, so that all orders are equally likely. In a convolutional cell the branches of each node are
    /// exchanged or not by the toss of a coin. In a recurrent cell the nodes are put in another order. In a feed-forward network all
    /// blocks that do nothing move, and all choices without effect are drawn again.
    /// </summary>
    EveryNode,
}
