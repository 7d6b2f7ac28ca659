using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>What the gradient of one sequence came with.</summary>
/// <param name="Loss">The mean cross-entropy of a word, a scalar, without what regularizes.</param>
/// <param name="State">The state after the last step.</param>
internal readonly record struct RecurrentGradient(torch.Tensor Loss, torch.Tensor State);
