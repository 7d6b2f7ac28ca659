namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>What one epoch of a language model's training came to.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="TrainingPerplexity">The perplexity of what was read, with all that training drops, the weights moving on.</param>
/// <param name="ValidationPerplexity">The validation text's perplexity after it.</param>
/// <param name="Averaged">Whether the weights that were validated are an average.</param>
public sealed record LanguageModelEpoch(int Epoch, double TrainingPerplexity, double ValidationPerplexity, bool Averaged);
