using TorchSharp;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>
/// A text cut into as many columns as a batch has sequences, side by side, of shape [steps, batch]; words that fill no row are left out, as
/// in the authors' code.
/// </summary>
internal sealed class WordColumns : IDisposable
{
    private readonly torch.Tensor _words;

    /// <param name="text">The text.</param>
    /// <param name="batchSize">The number of columns.</param>
    /// <param name="vocabularySize">Every word's index must be below it.</param>
    /// <param name="name">What the text is, for messages.</param>
    /// <param name="device">Where the words go.</param>
    public WordColumns(ReadOnlySpan<int> text, int batchSize, int vocabularySize, string name, torch.Device device)
    {
        Check(text.Length, batchSize, name);
        int steps = text.Length / batchSize;
        var words = new long[steps * batchSize];
        for (int column = 0; column < batchSize; column++)
        {
            for (int step = 0; step < steps; step++)
            {
                int word = text[(column * steps) + step];
                words[(step * batchSize) + column] = word >= 0 && word < vocabularySize
                    ? word
                    : throw new ArgumentException($"Word {(column * steps) + step} of the {name} text is {word}; the network's vocabulary has {vocabularySize} words.", nameof(text));
            }
        }

        _words = torch.tensor(words, [steps, batchSize], device: device).DetachFromDisposeScope();
    }

    /// <summary>The number of words that are followed by another in their column.</summary>
    public int Steps => (int)_words.shape[0] - 1;

    public int BatchSize => (int)_words.shape[1];

    /// <summary>Some steps' words and the words that follow them.</summary>
    public (torch.Tensor Words, torch.Tensor Targets) Take(int start, int count) =>
        (_words.narrow(0, start, count), _words.narrow(0, start + 1, count));

    /// <summary>Throws unless a text is long enough.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Check(int length, int batchSize, string name)
    {
        if (length / batchSize < 2)
        {
            throw new ArgumentException(
                $"The {name} text has {length} words; a batch of {batchSize} sequences takes at least {2 * batchSize}. Lower the batch size.");
        }
    }

    public void Dispose() => _words.Dispose();
}
