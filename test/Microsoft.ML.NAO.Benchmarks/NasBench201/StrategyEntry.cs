using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>A strategy with its options, as a line of the comparison.</summary>
/// <param name="Name">What the line is called.</param>
/// <param name="CreateOptions">Creates the options.</param>
/// <param name="HasModel">
/// Whether it trains a model, so that a search takes seconds or minutes: it then ends with the number of queries that is asked for. A
/// search without one goes on until it has found the best or has seen the whole table, so that the mean of its queries is a true one.
/// </param>
internal sealed record StrategyEntry(string Name, Func<StrategyOptions> CreateOptions, bool HasModel = false);
