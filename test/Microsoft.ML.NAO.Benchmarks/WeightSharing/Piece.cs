namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>A part of the measurement that is done at once and then kept on disk.</summary>
/// <param name="Kind">What it is: pieces of a kind take about the same time.</param>
/// <param name="Key">Its name, the same whenever the same is measured.</param>
/// <param name="Measure">Measures it.</param>
internal sealed record Piece(string Kind, string Key, Func<double[]> Measure);
