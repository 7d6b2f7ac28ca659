using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>Keeps the results of a benchmark's parts, so that a second start does not measure them again. Delete the file to do so.</summary>
/// <typeparam name="T">A result.</typeparam>
internal sealed class ResultFile<T>
{
    // A training that diverged has no number.
    private static readonly JsonSerializerOptions Format = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly Dictionary<string, T> _results = new(StringComparer.Ordinal);

    /// <param name="folder">Where the file is.</param>
    public ResultFile(string folder)
    {
        FullName = Path.Combine(folder, "results.jsonl");
        foreach (string line in File.Exists(FullName) ? File.ReadAllLines(FullName) : [])
        {
            // A line that a killed run wrote in part is measured again.
            if (line.EndsWith('}') && JsonSerializer.Deserialize<Entry>(line, Format) is { } entry)
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
        Add(key, result);
        return result;
    }

    /// <summary>The results of all names with all seeds, seed by seed.</summary>
    /// <param name="names">What is measured.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="getKey">The key of a name and a seed.</param>
    /// <param name="measure">Measures a name with a seed; is told how many are to be measured after it.</param>
    public IReadOnlyList<(string Name, T Result)> GetOrMeasureAll(
        IReadOnlyList<string> names, IEnumerable<int> seeds, Func<string, int, string> getKey, Func<string, int, int, T> measure)
    {
        var runs = (from seed in seeds from name in names select (Name: name, Seed: seed)).ToList();
        var results = new List<(string Name, T Result)>();
        for (int i = 0; i < runs.Count; i++)
        {
            var (name, seed) = runs[i];
            int later = runs.Skip(i + 1).Count(run => !Contains(getKey(run.Name, run.Seed)));
            results.Add((name, GetOrMeasure(getKey(name, seed), () => measure(name, seed, later))));
        }

        return results;
    }

    /// <summary>The result of a key that is there.</summary>
    public T this[string key] => _results[key];

    /// <summary>Keeps a result.</summary>
    public void Add(string key, T result)
    {
        _results[key] = result;
        File.AppendAllText(FullName, JsonSerializer.Serialize(new Entry(key, result), Format) + Environment.NewLine);
    }

    /// <summary>Where a training keeps its state until its result is there.</summary>
    public string GetCheckpointFile(string key) =>
        Path.Combine(Path.GetDirectoryName(FullName)!, string.Concat(key.Split([' ', ',', '='])) + ".checkpoint");

    public bool Contains(string key) => _results.ContainsKey(key);

    private sealed record Entry(string Key, T Result);
}
