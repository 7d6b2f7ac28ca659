using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>What the command line asks for. All sizes have defaults with which two cores take an hour.</summary>
internal sealed class WeightSharingArguments
{
    private readonly Dictionary<string, double> _numbers = new(StringComparer.Ordinal)
    {
        ["seeds"] = 3,
        ["first-seed"] = 1,
        ["architectures"] = 30,
        ["pool"] = 60,
        ["rounds"] = 4,
        ["retrained"] = 2,
        ["ceiling"] = 0,
        ["batch-statistics"] = 0,
        ["speed-steps"] = 8,
        ["speed-turns"] = 3,
        ["threads"] = Environment.ProcessorCount,
        ["train-images"] = 3000,
        ["validation-images"] = 1000,
        ["image-side"] = 8,
        ["channels"] = 8,
        ["image-epochs"] = 6,
        ["alone-image-epochs"] = 6,
        ["vocabulary"] = 2_000,
        ["words"] = 100_000,
        ["validation-words"] = 10_000,
        ["hidden"] = 100,
        ["text-epochs"] = 2,
        ["alone-text-epochs"] = 3,
    };

    /// <summary>The options and their defaults, for messages.</summary>
    public static string Usage => string.Join(' ', new WeightSharingArguments()._numbers.Select(pair => FormattableString.Invariant($"[--{pair.Key} {pair.Value}]"))) + " [--spaces images,text,speed,times] [--folder F]";

    /// <summary>What is measured, of <c>images</c>, <c>text</c>, <c>speed</c> and <c>times</c>.</summary>
    public IReadOnlyList<string> Spaces { get; private set; } = ["images", "text", "speed", "times"];

    /// <summary>Where what is done is kept.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>The number of searches of each kind.</summary>
    public int Seeds => Get("seeds");

    /// <summary>The seed of the first one.</summary>
    public int FirstSeed => Get("first-seed");

    /// <summary>All sizes but those that decide how much is measured, and not what.</summary>
    public string Fingerprint => string.Join(
        ' ', _numbers.Where(pair => pair.Key is not ("seeds" or "first-seed" or "ceiling" or "batch-statistics" or "speed-steps" or "speed-turns" or "threads")).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));

    /// <summary>A short name of the same, for files.</summary>
    public string ShortName => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Fingerprint)))[..8];

    /// <summary>A number.</summary>
    public int Get(string name) => (int)_numbers[name];

    public static WeightSharingArguments Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new WeightSharingArguments();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string name = arguments[i].TrimStart('-');
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"'{arguments[i]}' has no value.", nameof(arguments));
            switch (name)
            {
                case "spaces":
                    parsed.Spaces = value.Split(',');
                    break;
                case "folder":
                    parsed.Folder = value;
                    break;
                default:
                    parsed._numbers[name] = parsed._numbers.ContainsKey(name)
                        ? double.Parse(value, CultureInfo.InvariantCulture)
                        : throw new ArgumentException($"There is no option '{arguments[i]}'. There are: {Usage}.", nameof(arguments));
                    break;
            }
        }

        parsed.Folder = parsed.Folder.Length > 0 ? Directory.CreateDirectory(parsed.Folder).FullName : Repository.CreateOutputFolder("weight-sharing");
        return parsed;
    }
}
