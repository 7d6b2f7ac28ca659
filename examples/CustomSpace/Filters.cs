namespace CustomSpace;

/// <summary>What an edge of a filter graph may do with a picture.</summary>
internal static class Filters
{
    /// <summary>The operation of an edge that is not there.</summary>
    public const string None = "none";

    private static readonly Dictionary<string, Func<float[], float>> All = new()
    {
        ["keep"] = around => around[4],
        ["mean"] = around => around.Average(),
        ["median"] = Median,
        ["darkest"] = around => around.Min(),
        ["brightest"] = around => around.Max(),
        ["sharpen"] = around => around[4] + (0.5f * (around[4] - around.Average())),
    };

    /// <summary>The names of all operations.</summary>
    public static IReadOnlyList<string> Names { get; } = [None, .. All.Keys];

    /// <summary>Computes each value from the nine around it.</summary>
    public static Picture Apply(string name, Picture picture)
    {
        Func<float[], float> filter = All[name];
        var around = new float[9];
        return Picture.Create((x, y) =>
        {
            for (int i = 0; i < around.Length; i++)
            {
                around[i] = picture[x + (i % 3) - 1, y + (i / 3) - 1];
            }

            return filter(around);
        });
    }

    private static float Median(float[] around)
    {
        Span<float> sorted = stackalloc float[around.Length];
        around.CopyTo(sorted);
        sorted.Sort();
        return sorted[around.Length / 2];
    }
}
