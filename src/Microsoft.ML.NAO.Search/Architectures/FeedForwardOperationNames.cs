namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// The names of the operations that a block of a feed-forward network may apply (<see cref="FeedForwardBlock.Operation"/>), both from
/// Gorishniy et al., "Revisiting deep learning models for tabular data" (NeurIPS 2021).
/// </summary>
public static class FeedForwardOperationNames
{
    /// <summary>The block of a multilayer perceptron: a linear layer, the normalization, the activation, dropout.</summary>
    public const string Linear = "linear";

    /// <summary>
    /// The block of a residual network: the normalization, a linear layer to the hidden size, the activation, dropout, a linear layer back,
    /// added to the block's input.
    /// </summary>
    public const string Residual = "residual";
}
