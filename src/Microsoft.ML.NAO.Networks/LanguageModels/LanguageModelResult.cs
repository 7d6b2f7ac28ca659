namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>What a language model's training came to.</summary>
/// <param name="History">Its epochs in order.</param>
/// <param name="Best">The epoch whose weights were kept: the one with the lowest validation perplexity.</param>
public sealed record LanguageModelResult(IReadOnlyList<LanguageModelEpoch> History, LanguageModelEpoch Best);
