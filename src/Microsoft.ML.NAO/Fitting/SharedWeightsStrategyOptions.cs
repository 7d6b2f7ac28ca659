using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The strategy of a search with weight sharing, for a study.</summary>
/// <param name="search">What ranks architectures.</param>
internal sealed class SharedWeightsStrategyOptions(SharedWeightsSearch search) : StrategyOptions
{
    /// <inheritdoc/>
    public override string Name => "weight-sharing";

    /// <inheritdoc/>
    protected override ISearchStrategy CreateValidated(StrategyContext context) => new SharedWeightsStrategy(search);
}
