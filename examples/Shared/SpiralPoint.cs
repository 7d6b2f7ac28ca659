using Microsoft.ML.Data;

namespace Examples;

/// <summary>A point on one of two spirals that wind around each other, which no straight line tells apart.</summary>
internal sealed class SpiralPoint
{
    [VectorType(2)]
    public float[] Features { get; set; } = [];

    /// <summary>Which of the two it is on.</summary>
    public bool Label { get; set; }

    /// <summary>Draws points, half of them on each spiral.</summary>
    public static SpiralPoint[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double turn = 0.5 + (1.5 * random.NextDouble());
            double angle = 2 * Math.PI * (turn + (i % 2 / 2.0));
            double radius = turn + (0.2 * (random.NextDouble() - 0.5));
            return new SpiralPoint { Features = [(float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle))], Label = i % 2 == 1 };
        })];
    }
}
