using Microsoft.ML.Data;

namespace Snippets;

/// <summary>A small picture with stripes.</summary>
internal sealed class Picture
{
    private const int Side = 8;

    [VectorType(1, Side, Side)]
    public float[] Features { get; set; } = [];

    /// <summary>Where the stripes run.</summary>
    public string Label { get; set; } = "";

    /// <summary>Draws pictures, half of them with stripes from top to bottom.</summary>
    public static Picture[] Draw(int count) => [.. Enumerable.Range(0, count).Select(i => new Picture
    {
        Features = [.. Enumerable.Range(0, Side * Side).Select(pixel => (float)((((i % 2 == 0 ? pixel % Side : pixel / Side) + i) / 2) % 2))],
        Label = i % 2 == 0 ? "down" : "across",
    })];
}
