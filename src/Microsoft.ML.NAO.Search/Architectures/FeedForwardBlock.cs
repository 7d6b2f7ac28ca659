namespace Microsoft.ML.NAO.Architectures;

/// <summary>A block of a feed-forward network.</summary>
/// <param name="Operation">The operation's name, one of <see cref="FeedForwardOperationNames"/>.</param>
/// <param name="Activation">The activation's name: ReLU, GELU, SiLU or tanh of <see cref="ActivationNames"/>.</param>
/// <param name="Normalization">The normalization's name, one of <see cref="NormalizationNames"/>.</param>
/// <param name="Dropout">The probability with which training drops a unit after the activation, at least 0 and below 1.</param>
public readonly record struct FeedForwardBlock(string Operation, string Activation, string Normalization, double Dropout);
