using Microsoft.ML.NAO.Benchmarks.ImageClassification;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Benchmarks.Tables;

/// <summary>Five small tables of different kinds; all but the first are drawn anew for each seed.</summary>
internal static class TableSets
{
    private const int TestRows = 2000;

    /// <summary>The tables by their names.</summary>
    public static IReadOnlyDictionary<string, Func<int, Table>> All { get; } = new Dictionary<string, Func<int, Table>>
    {
        ["digits"] = LoadDigits,
        ["rings"] = seed => Draw(TableKind.Multiclass, 600, seed, DrawRing),
        ["noisy-line"] = seed => Draw(TableKind.Binary, 500, seed, DrawSide),
        ["friedman"] = seed => Draw(TableKind.Regression, 600, seed, DrawFriedman),
        ["sparse-line"] = seed => Draw(TableKind.Regression, 300, seed, DrawSparse),
    };

    // UCI's optical digits, 64 numbers each: 1,000 to train on, and those of other writers to test.
    private static Table LoadDigits(int seed)
    {
        var (train, test) = BenchmarkData.Load("optdigits");
        int[] order = [.. Enumerable.Range(0, train.Count)];
        new Random(seed).Shuffle(order);
        return new Table(TableKind.Multiclass, ToRows(train.Subset(order.AsSpan(0, 1000))), ToRows(test));

        static TableRow[] ToRows(ImageDataset images) =>
            [.. Enumerable.Range(0, images.Count).Select(i => new TableRow { Features = images.GetImage(i).ToArray(), Class = images.ClassNames[images.Labels[i]] })];
    }

    // Three rings around a center that overlap a little, and eight features that mean nothing.
    private static TableRow DrawRing(Random random)
    {
        int ring = random.Next(3);
        double radius = 1 + ring + (0.25 * Normal(random));
        double angle = random.NextDouble() * 2 * Math.PI;
        return new TableRow
        {
            Features = [(float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle)), .. Normals(random, 8)],
            Class = $"ring {ring}",
        };
    }

    // A linear model is right here: the log-odds are a sum of the features.
    private static TableRow DrawSide(Random random)
    {
        float[] features = Normals(random, 20);
        double odds = features.Select((value, i) => value * (i % 2 == 0 ? 1 : -1) * 2.0 / (1 + i)).Sum();
        return new TableRow { Features = features, Positive = random.NextDouble() < 1 / (1 + Math.Exp(-odds)) };
    }

    // Friedman, "Multivariate adaptive regression splines" (1991): five features matter, five don't, the noise has deviation 1.
    private static TableRow DrawFriedman(Random random)
    {
        float[] x = [.. Enumerable.Range(0, 10).Select(_ => random.NextSingle())];
        double value = (10 * Math.Sin(Math.PI * x[0] * x[1])) + (20 * Math.Pow(x[2] - 0.5, 2)) + (10 * x[3]) + (5 * x[4]) + Normal(random);
        return new TableRow { Features = x, Value = (float)value };
    }

    // A linear model is right here too, of 100 features with 300 rows; ten of them matter.
    private static TableRow DrawSparse(Random random)
    {
        float[] features = Normals(random, 100);
        return new TableRow { Features = features, Value = (float)(1000 + (100 * features.Take(10).Sum()) + (100 * Normal(random))) };
    }

    private static Table Draw(TableKind kind, int rows, int seed, Func<Random, TableRow> draw)
    {
        var random = new Random(seed);
        TableRow[] all = [.. Enumerable.Range(0, rows + TestRows).Select(_ => draw(random))];
        return new Table(kind, all[..rows], all[rows..]);
    }

    private static float[] Normals(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)Normal(random))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
