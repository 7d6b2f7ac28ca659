using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>What a round of NAO led to.</summary>
/// <param name="Proposals">New architectures in canonical form, at most as many as were asked for.</param>
/// <param name="Predicted">The predicted performance of each proposal, on the scale of the targets.</param>
/// <param name="State">Where the next round goes on; null when training diverged.</param>
/// <param name="Measures">Figures about the round by name, one of <see cref="NaoMeasures"/>.</param>
internal sealed record NaoRoundResult(
    IReadOnlyList<Architecture> Proposals, IReadOnlyList<double> Predicted, byte[]? State, IReadOnlyDictionary<string, double> Measures);
