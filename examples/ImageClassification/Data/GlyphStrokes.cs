using System.Numerics;

namespace ImageClassification.Data;

/// <summary>Ten glyphs as strokes: polylines in a unit square, x to the right, y down.</summary>
internal static class GlyphStrokes
{
    /// <summary>The glyphs' names, in the order of their classes.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["arrow", "bolt", "cross", "fork", "hook", "house", "ladder", "loop", "star", "wave"];

    /// <summary>The line segments of a glyph.</summary>
    public static IReadOnlyList<(Vector2 From, Vector2 To)> Segments(int glyph) => Cache[glyph];

    private static readonly string[] Polylines =
    [
        "0.1,0.5 0.9,0.5; 0.6,0.2 0.9,0.5 0.6,0.8",
        "0.6,0.1 0.3,0.5 0.7,0.5 0.4,0.9",
        "0.15,0.15 0.85,0.85; 0.85,0.15 0.15,0.85",
        "0.5,0.9 0.5,0.5; 0.2,0.1 0.2,0.4 0.5,0.5 0.8,0.4 0.8,0.1",
        "0.6,0.1 0.6,0.7 0.45,0.9 0.25,0.8 0.2,0.6",
        "0.1,0.5 0.5,0.1 0.9,0.5; 0.2,0.5 0.2,0.9 0.8,0.9 0.8,0.5",
        "0.25,0.1 0.25,0.9; 0.75,0.1 0.75,0.9; 0.25,0.35 0.75,0.35; 0.25,0.65 0.75,0.65",
        "0.2,0.9 0.7,0.4 0.7,0.2 0.5,0.1 0.3,0.2 0.3,0.4 0.8,0.9",
        "0.5,0.1 0.5,0.9; 0.15,0.3 0.85,0.7; 0.85,0.3 0.15,0.7",
        "0.1,0.6 0.25,0.3 0.4,0.3 0.6,0.7 0.75,0.7 0.9,0.4",
    ];

    private static readonly (Vector2 From, Vector2 To)[][] Cache = [.. Polylines.Select(Parse)];

    private static (Vector2 From, Vector2 To)[] Parse(string polylines) =>
    [
        .. polylines.Split("; ").SelectMany(polyline =>
        {
            Vector2[] points = [.. polyline.Split(' ').Select(ParsePoint)];
            return points.Zip(points.Skip(1));
        }),
    ];

    private static Vector2 ParsePoint(string text)
    {
        float[] xy = [.. text.Split(',').Select(part => float.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
        return new Vector2(xy[0], xy[1]);
    }
}
