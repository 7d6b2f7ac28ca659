using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Recurrent;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>Estimates the memory that the training of a language model takes.</summary>
internal static class LanguageModelMemory
{
    // A weight, its gradient, its best value so far, and a copy while weights are moved or exchanged.
    private const int ValuesPerParameter = 4;

    // Input and output with what is dropped of them and without, their gradients, and a node's inputs side by side.
    private const int ValuesPerUnit = 8;

    // The embeddings and their gradient by unit, where the output drops most units.
    private const int TurnedEmbeddings = 2;

    /// <summary>Estimates the memory on a CPU. libtorch itself, the texts and the working memory of its operations come on top.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="words">The number of words of the training's text, beyond which no sequence is long.</param>
    /// <returns>Bytes.</returns>
    /// <remarks>
    /// With P parameters, a vocabulary of V words, H hidden units, N nodes and sequences of at most T steps in batches of B, it is 4 bytes for
    /// each of: 4·P, 2·P more for AdamW's moments, P more for averaged weights; 2·V·H; (4·N + 1)·H·T·B that the cell keeps of a sequence for
    /// its gradient (each node's value and three derivatives, and the output; see <see cref="CellTrace"/>), 8·H·T·B around it; and V for each
    /// row of logits, of which the decoder computes a block at a time.
    /// </remarks>
    public static long Estimate(RecurrentNetwork network, LanguageModelTrainingOptions options, int words)
    {
        long steps = Math.Min(SequenceLengths.GetLongest(options), words / options.BatchSize);
        long nodes = network.Cell.Nodes.Length + 1;
        long hidden = network.Options.HiddenSize;
        long moments = options.Optimizer == LanguageModelOptimizer.AdamW ? 2 : 0;
        long average = options.AveragingPatience is null ? 0 : 1;
        long weights = (ValuesPerParameter + moments + average) * network.ParameterCount;
        long embeddings = TurnedEmbeddings * network.VocabularySize * hidden;
        long activations = (CellTrace.CountValues((int)nodes) + ValuesPerUnit) * hidden * steps * options.BatchSize;
        long logits = network.VocabularySize * Math.Max(TiedDecoder.RowsOnCpu, steps);
        return sizeof(float) * (weights + embeddings + activations + logits);
    }
}
