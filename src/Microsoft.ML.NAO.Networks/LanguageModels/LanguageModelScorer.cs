using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>Measures how well a language model foretells a text.</summary>
public static class LanguageModelScorer
{
    private const int StepsAtOnce = 35;

    /// <summary>The perplexity of a text: e to the mean cross-entropy of its words, the first of each sequence left out.</summary>
    /// <param name="network">The network. Its mode is afterwards what it was.</param>
    /// <param name="text">The text, as indices into the network's vocabulary.</param>
    /// <param name="batchSize">
    /// The number of sequences that the text is cut into, each of which begins without what came before it: 1 for the perplexity that papers
    /// report, more to be faster.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation between two calls of the network.</param>
    /// <exception cref="ArgumentException">The text is too short, or has a word that is not of the vocabulary.</exception>
    public static double GetPerplexity(RecurrentNetwork network, ReadOnlyMemory<int> text, int batchSize = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        using var columns = new WordColumns(text.Span, batchSize, network.VocabularySize, "evaluated", network.Device);
        return Math.Exp(GetLoss(network, columns, cancellationToken));
    }

    /// <summary>Reads one text on its own, as the exported network does: <see cref="Vocabulary.EndOfLine"/> first, from a state of zeros.</summary>
    /// <param name="network">The network. Its mode is afterwards what it was.</param>
    /// <param name="words">The text's words, as indices into the network's vocabulary; none for an empty text.</param>
    /// <param name="endOfText">The index of <see cref="Vocabulary.EndOfLine"/>.</param>
    /// <exception cref="ArgumentException">A word is not of the vocabulary.</exception>
    public static TextScore Score(RecurrentNetwork network, ReadOnlySpan<int> words, int endOfText)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var scope = torch.NewDisposeScope();
        using var columns = new WordColumns([endOfText, .. words, endOfText], 1, network.VocabularySize, "scored", network.Device);
        var (read, targets) = columns.Take(0, columns.Steps);
        var (loss, next) = network.ReadText(read, targets);
        return new TextScore(Math.Exp(loss / columns.Steps), next.softmax(0).cpu().data<float>().ToArray());
    }

    /// <summary>The mean cross-entropy of a word.</summary>
    internal static double GetLoss(RecurrentNetwork network, WordColumns columns, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        var state = network.CreateState(columns.BatchSize);
        double sum = 0;
        for (int start = 0; start < columns.Steps; start += StepsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = torch.NewDisposeScope();
            var (words, targets) = columns.Take(start, Math.Min(StepsAtOnce, columns.Steps - start));
            double loss;
            var before = state;
            (loss, state) = network.SumLosses(words, targets, state);
            state.MoveToOuterDisposeScope();
            before.Dispose();
            sum += loss;
        }

        return sum / ((double)columns.Steps * columns.BatchSize);
    }
}
