using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Trainers;

/// <summary>Four overlapping clouds of points, the same on every machine.</summary>
internal static class Blobs
{
    public const int FeatureCount = 6;

    private static readonly string[] _names = ["ant", "bee", "cat", "dog"];

    public static IReadOnlyList<Row> Training { get; } = Make(seed: 12345, count: 600);

    public static IReadOnlyList<Row> Test { get; } = Make(seed: 54321, count: 400);

    /// <summary>The rows with their names as a key column, Label.</summary>
    public static IDataView Load(MLContext context, IEnumerable<Row> rows)
    {
        IDataView training = context.Data.LoadFromEnumerable(Training);
        return context.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(training).Transform(context.Data.LoadFromEnumerable(rows));
    }

    private static Row[] Make(uint seed, int count)
    {
        var rows = new Row[count];
        for (int i = 0; i < count; i++)
        {
            int c = (int)(NextUniform(ref seed) * _names.Length);
            var features = new float[FeatureCount];
            for (int j = 0; j < FeatureCount; j++)
                features[j] = (0.8f * NextNormal(ref seed)) + (j == c ? 1.5f : 0) + (j == 5 ? 0.3f * c : 0);
            rows[i] = new Row
            {
                Features = features,
                Name = _names[c],
                Flag = c % 2 == 0,
                Target = (2 * features[0]) - features[1] + 0.5f + (0.1f * NextNormal(ref seed)),
                Weight = 0.5f + NextUniform(ref seed),
            };
        }

        return rows;
    }

    private static float NextUniform(ref uint state)
    {
        state = (state * 1664525) + 1013904223;
        return (state >> 8) / 16777216f;
    }

    private static float NextNormal(ref uint state)
    {
        float sum = -6;
        for (int i = 0; i < 12; i++)
            sum += NextUniform(ref state);
        return sum;
    }

    internal sealed class Row
    {
        [VectorType(FeatureCount)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";

        public bool Flag { get; set; }

        public float Target { get; set; }

        public float Weight { get; set; }
    }
}
