using TorchSharp;

namespace Microsoft.ML.NAO.Text;

/// <summary>What the gradient of a step of training takes from its forward pass. Its tensors belong to it, and to no scope.</summary>
/// <param name="batch">The texts.</param>
/// <param name="input">The cell's input, of shape [steps, batch, size].</param>
/// <param name="inputMask">The dropout's factors of the embeddings, of shape [batch, size]; null for none.</param>
/// <param name="state">The state before the first step.</param>
/// <param name="hiddenMask">The dropout's factors of the nodes' inputs; null for none.</param>
/// <param name="states">The states, a leaf that the loss is differentiated by.</param>
internal sealed class TextStep(
    TextBatch batch, torch.Tensor input, torch.Tensor? inputMask, torch.Tensor state, torch.Tensor? hiddenMask, torch.Tensor states) : IDisposable
{
    // The cell's trace refers to those that nothing else here asks for.
    private readonly torch.Tensor?[] _kept =
        [.. new[] { batch.Words, input, inputMask, state, hiddenMask, states }.Select(tensor => tensor?.DetachFromDisposeScope())];

    /// <summary>The tokens, of shape [steps · batch].</summary>
    public torch.Tensor Words => batch.Words;

    /// <summary>The dropout's factors of the embeddings.</summary>
    public torch.Tensor? InputMask => inputMask;

    /// <summary>The states.</summary>
    public torch.Tensor States => states;

    public void Dispose() => Array.ForEach(_kept, tensor => tensor?.Dispose());
}
