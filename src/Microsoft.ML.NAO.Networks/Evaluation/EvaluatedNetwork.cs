using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>A network after its evaluation.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Architecture">The architecture that it was built from.</param>
/// <param name="Network">The network, trained, in evaluation mode.</param>
/// <param name="Metric">Its metric on the validation set.</param>
public sealed record EvaluatedNetwork<TNetwork>(Architecture Architecture, TNetwork Network, double Metric);
