namespace Examples.Tests;

/// <summary>The column that models of texts read.</summary>
public sealed class TextRow
{
    public string Text { get; set; } = "";
}
