using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// The encoder's hidden states as the decoder attends to them. They are fewer than its own, and the same for all of its steps: what can be
/// multiplied with them is multiplied once.
/// </summary>
/// <param name="Keys">What the decoder's states are compared with: [batch, steps, hidden].</param>
/// <param name="Values">What contexts are means of: [batch, steps, hidden].</param>
internal sealed record AttentionMemory(Tensor Keys, Tensor Values);
