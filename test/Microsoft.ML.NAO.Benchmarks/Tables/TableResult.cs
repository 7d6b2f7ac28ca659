namespace Microsoft.ML.NAO.Benchmarks.Tables;

/// <summary>What came out for one table and seed, on its test rows.</summary>
/// <param name="Nao">NAO's network.</param>
/// <param name="Random">Random search's network, with as many trials.</param>
/// <param name="Linear">A linear model.</param>
/// <param name="Seconds">How long NAO's fit took.</param>
internal sealed record TableResult(double Nao, double Random, double Linear, double Seconds);
