using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>A network after its evaluation.</summary>
/// <param name="Architecture">The architecture that it was built from.</param>
/// <param name="Network">The network, trained, in evaluation mode.</param>
/// <param name="Metric">Its metric on the validation set.</param>
public sealed record EvaluatedNetwork(Architecture Architecture, PredictionNetwork Network, double Metric);
