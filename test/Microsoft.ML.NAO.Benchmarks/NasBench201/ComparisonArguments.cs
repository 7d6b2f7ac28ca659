using System.Globalization;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>What the command line asks for.</summary>
internal sealed class ComparisonArguments
{
    public const string Usage = "[--strategies a,b] [--seeds S] [--first-seed F] [--queries N] [--sets a,b] [--workers W] [--until-found] [--full-length] [--every-string] [--max-convolutions C]";

    public IReadOnlyList<StrategyEntry> Strategies { get; private set; } = [.. StrategyEntries.Default];

    /// <summary>The number of searches of each strategy on each set.</summary>
    public int Seeds { get; private set; } = 20;

    public int FirstSeed { get; private set; } = 1;

    /// <summary>How many queries the curves show, and after how many a search with a model ends.</summary>
    public int Queries { get; private set; } = 500;

    public IReadOnlyList<string> Sets { get; private set; } = AccuracyTables.Sets;

    /// <summary>
    /// How many searches run side by side. Those with a model share libtorch's source of randomness, so that only one at a time is the
    /// same each time.
    /// </summary>
    public int Workers { get; private set; } = Environment.ProcessorCount;

    /// <summary>Whether only the number of queries to the best is wanted, and no curves.</summary>
    public bool UntilFound { get; private set; }

    /// <summary>Whether a search goes on after it has found the best, so that its time is that of all its queries.</summary>
    public bool FullLength { get; private set; }

    /// <summary>
    /// Whether all 15,625 strings are searched, as published comparisons do; otherwise the 8,765 that describe different networks.
    /// </summary>
    public bool EveryString { get; private set; }

    /// <summary>At most how many of its 3×3 convolutions an architecture may have; what has more is infeasible, which costs no query.</summary>
    public int? MaxConvolutions { get; private set; }

    public static ComparisonArguments Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new ComparisonArguments();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out string? option))
        {
            switch (option)
            {
                case "--strategies":
                    parsed.Strategies = [.. NextList().SelectMany(StrategyEntries.Find)];
                    break;
                case "--sets":
                    parsed.Sets = [.. NextList().Select(AccuracyTables.CheckSet)];
                    break;
                case "--seeds":
                    parsed.Seeds = NextNumber();
                    break;
                case "--first-seed":
                    parsed.FirstSeed = NextNumber();
                    break;
                case "--queries":
                    parsed.Queries = NextNumber();
                    break;
                case "--workers":
                    parsed.Workers = NextNumber();
                    break;
                case "--until-found":
                    parsed.UntilFound = true;
                    break;
                case "--full-length":
                    parsed.FullLength = true;
                    break;
                case "--every-string":
                    parsed.EveryString = true;
                    break;
                case "--max-convolutions":
                    parsed.MaxConvolutions = NextNumber();
                    break;
                default:
                    throw new ArgumentException($"There is no option '{option}'. There are: {Usage}.", nameof(arguments));
            }

            string Next() => rest.TryDequeue(out string? value)
                ? value
                : throw new ArgumentException($"'{option}' has no value.", nameof(arguments));

            string[] NextList() => Next().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

            int NextNumber() => int.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                ? number
                : throw new ArgumentException($"'{option}' takes a number of at least 1.", nameof(arguments));
        }

        return parsed;
    }
}
