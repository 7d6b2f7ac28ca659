namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>What a language model says of one text.</summary>
/// <param name="Perplexity">E to the mean cross-entropy of the text's words and its end, each foretold from those before it.</param>
/// <param name="NextTokenScores">The probability with which each word of the vocabulary comes after the text's last one; of its end too.</param>
public sealed record TextScore(double Perplexity, IReadOnlyList<float> NextTokenScores);
