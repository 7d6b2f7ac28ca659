using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>A small table whose rows lie in rings around a center, which no linear model tells apart.</summary>
internal static class Tables
{
    private static readonly string[] Names = ["inner", "middle", "outer"];

    public sealed class Row
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public string Ring { get; set; } = "";

        public bool IsInner { get; set; }

        public float Radius { get; set; }
    }

    public sealed class Prediction
    {
        public float Score { get; set; }
    }

    /// <summary>Rows of four features: two places in different units, one number that means nothing, one that never changes.</summary>
    public static Row[] Rings(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int ring = i % Names.Length;
            double radius = 1 + (2 * ring) + random.NextDouble();
            double angle = random.NextDouble() * 2 * Math.PI;
            return new Row
            {
                Features = [(float)(radius * Math.Cos(angle)), (float)(1000 * radius * Math.Sin(angle)), random.NextSingle(), 7],
                Ring = Names[ring],
                IsInner = ring == 0,
                Radius = (float)(1000 * radius),
            };
        })];
    }
}
