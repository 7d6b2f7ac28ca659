using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>Does pieces of a measurement one after the other, keeps each on disk as it is done, and does none twice.</summary>
internal sealed class PieceStore
{
    // A training that diverged has no number.
    private static readonly JsonSerializerOptions Format = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly string _path;
    private readonly string _fingerprint;
    private readonly Dictionary<string, Entry> _done = new(StringComparer.Ordinal);

    /// <param name="folder">Where the file is.</param>
    /// <param name="fingerprint">The sizes of the measurement: pieces of other sizes are others.</param>
    public PieceStore(string folder, string fingerprint)
    {
        _path = Path.Combine(folder, "pieces.jsonl");
        _fingerprint = fingerprint;
        foreach (string line in File.Exists(_path) ? File.ReadAllLines(_path) : [])
        {
            // The last line of a run that was killed may be cut off.
            if (line.EndsWith('}') && JsonSerializer.Deserialize<Entry>(line, Format) is { } entry && entry.Fingerprint == fingerprint)
            {
                _done[entry.Key] = entry;
            }
        }
    }

    /// <summary>The figures of a piece that is done.</summary>
    public double[] this[string key] => _done[key].Values;

    /// <summary>Does what is not done yet.</summary>
    public void Run(IReadOnlyList<Piece> pieces)
    {
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            if (_done.ContainsKey(piece.Key))
            {
                continue;
            }

            long start = Stopwatch.GetTimestamp();
            double[] values = piece.Measure();
            var entry = new Entry(_fingerprint, piece.Kind, piece.Key, values, Stopwatch.GetElapsedTime(start).TotalSeconds);
            _done[piece.Key] = entry;
            File.AppendAllLines(_path, [JsonSerializer.Serialize(entry, Format)]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"[{i + 1}/{pieces.Count}] {piece.Key}: {string.Join(' ', values.Take(6).Select(value => value.ToString("F4", CultureInfo.InvariantCulture)))} ({entry.Seconds:F0} s; {DescribeTimeLeft(pieces.Skip(i + 1))})"));
        }
    }

    private string DescribeTimeLeft(IEnumerable<Piece> left)
    {
        double seconds = 0;
        bool isKnown = true;
        foreach (Piece piece in left.Where(piece => !_done.ContainsKey(piece.Key)))
        {
            double[] taken = [.. _done.Values.Where(entry => entry.Kind == piece.Kind).Select(entry => entry.Seconds)];
            isKnown &= taken.Length > 0;
            seconds += taken.Length > 0 ? taken.Average() : 0;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(isKnown ? "about" : "more than")} {seconds / 60:F0} min left");
    }

    private sealed record Entry(string Fingerprint, string Kind, string Key, double[] Values, double Seconds);
}
