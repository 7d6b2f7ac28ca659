using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>What a sequence of training multiplies its values with, the same at all steps; null where nothing is dropped.</summary>
/// <param name="Words">Factors of the vocabulary's embeddings, of shape [vocabulary, 1].</param>
/// <param name="Input">Factors of the cell's input, of shape [batch, size].</param>
/// <param name="Hidden">Factors of the nodes' inputs, of shape [batch, size].</param>
/// <param name="Output">Factors of the decoder's input, of shape [batch, size].</param>
internal sealed record SequenceMasks(torch.Tensor? Words, torch.Tensor? Input, torch.Tensor? Hidden, torch.Tensor? Output)
{
    /// <summary>Masks that drop nothing.</summary>
    public static SequenceMasks None { get; } = new(null, null, null, null);

    /// <summary>Draws the masks of one sequence.</summary>
    public static SequenceMasks Draw(RandomMasks random, RecurrentNetworkOptions options, int vocabularySize, long batch)
    {
        long[] shape = [batch, options.HiddenSize];
        var words = Draw(options.WordDropout, [vocabularySize, 1]);
        var locked = Draw(options.InputDropout, shape);
        var cell = Draw(options.CellInputDropout, shape);
        return new SequenceMasks(
            words,
            locked is null || cell is null ? locked ?? cell : locked.mul_(cell),
            Draw(options.HiddenDropout, shape),
            Draw(options.OutputDropout, shape));

        torch.Tensor? Draw(double drop, long[] maskShape) => drop > 0 ? random.Draw(1 - drop, maskShape) : null;
    }
}
