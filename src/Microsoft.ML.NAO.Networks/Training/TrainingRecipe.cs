using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Training;

/// <summary>How a network is built and how it is trained, both together.</summary>
/// <param name="Network">How the cells are stacked.</param>
/// <param name="Training">How the network is trained.</param>
public sealed record TrainingRecipe(ConvolutionalNetworkOptions Network, TrainingOptions Training);
