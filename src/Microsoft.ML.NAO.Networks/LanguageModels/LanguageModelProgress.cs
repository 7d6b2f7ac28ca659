namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>How far a language model's training is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="EpochCount">The number of epochs.</param>
/// <param name="Words">How many words of the text are read in this epoch.</param>
/// <param name="WordCount">How many there are.</param>
/// <param name="Perplexity">The perplexity of this epoch so far, with all that training drops.</param>
/// <param name="BestValidationPerplexity">The best validation perplexity so far; null in the first epoch.</param>
/// <param name="TimeLeft">How long the rest takes at the pace so far.</param>
public sealed record LanguageModelProgress(
    int Epoch, int EpochCount, long Words, long WordCount, double Perplexity, double? BestValidationPerplexity, TimeSpan TimeLeft)
{
    /// <summary>The share of the whole training that is done, from 0 to 1.</summary>
    public double Fraction => (Epoch - 1 + ((double)Words / WordCount)) / EpochCount;
}
