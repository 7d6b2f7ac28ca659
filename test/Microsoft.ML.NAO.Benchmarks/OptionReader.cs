using System.Globalization;

namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>Reads options of the form <c>--name value</c>, each once.</summary>
internal sealed class OptionReader
{
    private readonly Dictionary<string, string> _values = [];

    public OptionReader(IReadOnlyList<string> arguments, params string[] names)
    {
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : string.Empty;
            if (!names.Contains(name) || i + 1 == arguments.Count || !_values.TryAdd(name, arguments[i + 1]))
            {
                throw new ArgumentException(
                    $"'{arguments[i]}' is no option here, has no value, or is there twice. Options are {string.Join(", ", names.Select(known => "--" + known))}.",
                    nameof(arguments));
            }
        }
    }

    public int Integer(string name, int otherwise) => _values.TryGetValue(name, out string? text)
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw new ArgumentException($"--{name} takes a number of at least 1.")
        : otherwise;

    public double Number(string name, double otherwise) => _values.TryGetValue(name, out string? text)
        ? double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0
            ? value
            : throw new ArgumentException($"--{name} takes a number above 0.")
        : otherwise;

    /// <summary>A list of names, separated by commas; all that there are where the option is missing.</summary>
    public string[] Names(string name, string[] all)
    {
        string[] chosen = _values.TryGetValue(name, out string? text)
            ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : all;
        return Array.Find(chosen, one => !all.Contains(one)) is { } unknown
            ? throw new ArgumentException($"--{name} has no '{unknown}'. There are: {string.Join(", ", all)}.")
            : chosen;
    }
}
