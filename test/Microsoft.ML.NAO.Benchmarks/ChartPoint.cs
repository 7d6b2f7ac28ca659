namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>A point of a line: the mean, and the standard deviation above and below it.</summary>
internal readonly record struct ChartPoint(double X, double Mean, double Deviation);
