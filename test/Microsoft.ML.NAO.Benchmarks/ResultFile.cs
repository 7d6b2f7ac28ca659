using System.Text.Json;

namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>Keeps the results of a benchmark's parts, so that a second start does not measure them again. Delete the file to do so.</summary>
/// <typeparam name="T">A result.</typeparam>
internal sealed class ResultFile<T>
{
    private readonly Dictionary<string, T> _results = [];

    /// <param name="benchmark">The benchmark's name, that of the folder.</param>
    public ResultFile(string benchmark)
    {
        FullName = Path.Combine(Repository.CreateOutputFolder(benchmark), "results.jsonl");
        foreach (string line in File.Exists(FullName) ? File.ReadAllLines(FullName) : [])
        {
            // A line that a killed run wrote in part is measured again.
            if (line.EndsWith('}') && JsonSerializer.Deserialize<Entry>(line) is { } entry)
            {
                _results[entry.Key] = entry.Result;
            }
        }
    }

    public string FullName { get; }

    /// <summary>The result of a key, measured now where there is none.</summary>
    /// <param name="key">All that the result depends on.</param>
    /// <param name="measure">Measures it.</param>
    public T GetOrMeasure(string key, Func<T> measure)
    {
        if (_results.TryGetValue(key, out T? known))
        {
            Console.WriteLine($"{key}: measured before");
            return known;
        }

        T result = measure();
        _results[key] = result;
        File.AppendAllText(FullName, JsonSerializer.Serialize(new Entry(key, result)) + Environment.NewLine);
        return result;
    }

    public bool Contains(string key) => _results.ContainsKey(key);

    private sealed record Entry(string Key, T Result);
}
