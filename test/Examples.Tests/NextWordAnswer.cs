namespace Examples.Tests;

/// <summary>The columns that a language model adds.</summary>
public sealed class NextWordAnswer
{
    public float Perplexity { get; set; }

    public float[] NextTokenScores { get; set; } = [];
}
