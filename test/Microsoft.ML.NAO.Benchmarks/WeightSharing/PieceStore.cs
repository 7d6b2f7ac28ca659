using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>Does pieces of a measurement one after the other, keeps each on disk as it is done, and does none twice.</summary>
/// <param name="folder">Where the file is.</param>
/// <param name="fingerprint">The sizes of the measurement: pieces of other sizes are others.</param>
internal sealed class PieceStore(string folder, string fingerprint)
{
    private readonly ResultFile<Result> _done = new(folder);

    /// <summary>The figures of a piece that is done.</summary>
    public double[] this[string key] => _done[GetKey(key)].Values;

    /// <summary>Does what is not done yet.</summary>
    public void Run(IReadOnlyList<Piece> pieces)
    {
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            if (IsDone(piece))
            {
                continue;
            }

            long start = Stopwatch.GetTimestamp();
            double[] values = piece.Measure();
            var result = new Result(values, Stopwatch.GetElapsedTime(start).TotalSeconds);
            _done.Add(GetKey(piece.Key), result);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"[{i + 1}/{pieces.Count}] {piece.Key}: {string.Join(' ', values.Take(6).Select(value => value.ToString("F4", CultureInfo.InvariantCulture)))} ({result.Seconds:F0} s; {DescribeTimeLeft(pieces)})"));
        }
    }

    private string DescribeTimeLeft(IReadOnlyList<Piece> pieces)
    {
        double seconds = 0;
        bool isKnown = true;
        foreach (Piece piece in pieces.Where(piece => !IsDone(piece)))
        {
            double[] taken = [.. pieces.Where(done => done.Kind == piece.Kind && IsDone(done)).Select(done => _done[GetKey(done.Key)].Seconds)];
            isKnown &= taken.Length > 0;
            seconds += taken.Length > 0 ? taken.Average() : 0;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(isKnown ? "about" : "more than")} {seconds / 60:F0} min left");
    }

    private bool IsDone(Piece piece) => _done.Contains(GetKey(piece.Key));

    private string GetKey(string piece) => $"{piece}; {fingerprint}";

    private sealed record Result(double[] Values, double Seconds);
}
