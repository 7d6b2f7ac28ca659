using System.Numerics;
using Microsoft.ML.NAO.Datasets;

namespace ImageClassification.Data;

/// <summary>
/// Draws small grey-level images of glyphs with random slant, turn, size, thickness, shift and noise. Their pixels alone do not tell
/// the classes apart, so that a linear model stays well below a network.
/// </summary>
internal static class GlyphGenerator
{
    private const int Side = 12;
    private const float MaxTurn = 0.3f;
    private const float MaxSlant = 0.35f;
    private const float MinSize = 0.6f;
    private const float MaxSize = 0.95f;
    private const float MaxShift = 0.16f;
    private const float MinThickness = 0.7f;
    private const float MaxThickness = 1.5f;
    private const float MinContrast = 0.5f;
    private const float Noise = 0.16f;

    /// <summary>Draws images, each class equally often, in random order.</summary>
    public static ImageDataset Generate(int count, int seed)
    {
        var random = new Random(seed);
        var shape = new ImageShape(1, Side, Side);
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % GlyphStrokes.Names.Count;
        }

        random.Shuffle(labels);
        var pixels = new float[count * shape.Size];
        for (int i = 0; i < count; i++)
        {
            Draw(labels[i], random, pixels.AsSpan(i * shape.Size, shape.Size));
        }

        return new ImageDataset(shape, pixels, labels, GlyphStrokes.Names);
    }

    private static void Draw(int glyph, Random random, Span<float> image)
    {
        Matrix3x2 placement =
            Matrix3x2.CreateTranslation(-0.5f, -0.5f)
            * Matrix3x2.CreateScale(Between(random, MinSize, MaxSize), Between(random, MinSize, MaxSize))
            * Matrix3x2.CreateSkew(Between(random, -MaxSlant, MaxSlant), 0)
            * Matrix3x2.CreateRotation(Between(random, -MaxTurn, MaxTurn))
            * Matrix3x2.CreateTranslation(0.5f + Between(random, -MaxShift, MaxShift), 0.5f + Between(random, -MaxShift, MaxShift))
            * Matrix3x2.CreateScale(Side);
        float halfThickness = Between(random, MinThickness, MaxThickness) / 2;
        float contrast = Between(random, MinContrast, 1);
        (Vector2 From, Vector2 To)[] segments =
        [
            .. GlyphStrokes.Segments(glyph).Select(segment =>
                (Vector2.Transform(segment.From, placement), Vector2.Transform(segment.To, placement))),
        ];

        for (int i = 0; i < image.Length; i++)
        {
            var centre = new Vector2((i % Side) + 0.5f, (i / Side) + 0.5f);
            float distance = segments.Min(segment => Distance(centre, segment.From, segment.To));
            float ink = Math.Clamp(halfThickness + 0.5f - distance, 0, 1);
            image[i] = Math.Clamp((contrast * ink) + (Noise * Gaussian(random)), 0, 1);
        }
    }

    private static float Distance(Vector2 point, Vector2 from, Vector2 to)
    {
        Vector2 line = to - from;
        float along = Math.Clamp(Vector2.Dot(point - from, line) / line.LengthSquared(), 0, 1);
        return Vector2.Distance(point, from + (along * line));
    }

    private static float Between(Random random, float low, float high) => low + ((high - low) * random.NextSingle());

    private static float Gaussian(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
