using System.Globalization;
using Microsoft.ML.NAO.Benchmarks.NasBench201;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>What the command line asks for.</summary>
internal sealed class EpdArguments
{
    public const string Usage = "[--set name] [--seeds S] [--models a,b]";

    public string Set { get; private set; } = AccuracyTables.Sets[0];

    public int Seeds { get; private set; } = 3;

    public IReadOnlyList<EpdModel> Models { get; private set; } = EpdModels.All;

    public static EpdArguments Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new EpdArguments();
        foreach (string[] pair in arguments.Chunk(2))
        {
            string value = pair.Length == 2 ? pair[1] : throw new ArgumentException($"'{pair[0]}' has no value.", nameof(arguments));
            switch (pair[0])
            {
                case "--set":
                    parsed.Set = AccuracyTables.CheckSet(value);
                    break;
                case "--seeds":
                    parsed.Seeds = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seeds) && seeds > 0
                        ? seeds
                        : throw new ArgumentException("'--seeds' takes a number of at least 1.", nameof(arguments));
                    break;
                case "--models":
                    parsed.Models = [.. value.Split(',').Select(EpdModels.Find)];
                    break;
                default:
                    throw new ArgumentException($"There is no option '{pair[0]}'. There are: {Usage}.", nameof(arguments));
            }
        }

        return parsed;
    }
}
