namespace LanguageModel;

/// <summary>What the model says of a text.</summary>
internal sealed class Foretold
{
    /// <summary>How surprising the text is.</summary>
    public float Perplexity { get; set; }

    /// <summary>The probability of each word after it.</summary>
    public float[] NextTokenScores { get; set; } = [];
}
