namespace Microsoft.ML.NAO.Benchmarks.LanguageModel;

/// <summary>What one training came to.</summary>
/// <param name="Parameters">The network's number of parameters.</param>
/// <param name="Words">How many words it read.</param>
/// <param name="ValidationPerplexity">The validation's perplexity, by which its weights were kept.</param>
/// <param name="TestPerplexity">The test's perplexity.</param>
internal sealed record LanguageModelOutcome(long Parameters, long Words, double ValidationPerplexity, double TestPerplexity);
