using System.Globalization;

namespace Microsoft.ML.NAO.Benchmarks.Controller;

/// <summary>Seconds of the parts of a comparison, by the number of threads.</summary>
internal sealed class Timings
{
    public const string Epoch = "epoch";
    public const string Generate = "generate";

    private readonly Dictionary<(string Part, int Threads), List<double>> _seconds = [];

    public void Add(int threads, string part, double seconds)
    {
        if (!_seconds.TryGetValue((part, threads), out List<double>? list))
        {
            _seconds[(part, threads)] = list = [];
        }

        list.Add(seconds);
    }

    public void AddRange(int threads, IEnumerable<(string Part, double Seconds)> measured)
    {
        foreach (var (part, seconds) in measured)
        {
            Add(threads, part, seconds);
        }
    }

    /// <summary>The median of a part with the number of threads that is fastest.</summary>
    public double Best(string part) => _seconds.Where(entry => entry.Key.Part == part).Min(entry => Statistics.Median(entry.Value));

    public void Print(string who)
    {
        foreach (var ((part, threads), seconds) in _seconds)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{who,-14} {part,-9} {threads} thread(s): median {Statistics.Median(seconds):F4} s, {seconds.Min():F4} to {seconds.Max():F4}, {seconds.Count} times"));
        }
    }
}
