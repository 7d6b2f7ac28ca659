namespace Microsoft.ML.NAO.Strategies.RandomSearch;

/// <summary>
/// Options of random search: every proposal is drawn at random, none twice. It is what a strategy has to beat.
/// </summary>
public sealed class RandomSearchOptions : StrategyOptions
{
    /// <summary>The name of the strategy.</summary>
    public const string StrategyName = "random";

    /// <inheritdoc/>
    public override string Name => StrategyName;

    /// <inheritdoc/>
    protected override ISearchStrategy CreateValidated(StrategyContext context) => new RandomSearchStrategy(context);
}
