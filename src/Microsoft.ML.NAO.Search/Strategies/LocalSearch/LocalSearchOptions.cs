using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Strategies.LocalSearch;

/// <summary>
/// Options of local search (White et al., UAI 2021): from the best of some random architectures it goes to the first neighbour that is
/// better, in random order, until none is, and starts again from another random architecture.
/// </summary>
/// <remarks>Neighbours differ in one token. What was evaluated before is known and not evaluated again.</remarks>
public sealed class LocalSearchOptions : StrategyOptions
{
    /// <summary>The name of the strategy.</summary>
    public const string StrategyName = "local-search";

    /// <inheritdoc/>
    public override string Name => StrategyName;

    /// <summary>How many random architectures are evaluated first; the search starts from the best of them.</summary>
    /// <value>The default value is 10, as in the code of White et al.</value>
    [Range(1, int.MaxValue)]
    public int InitialArchitectures { get; set; } = LocalSearchConstants.InitialArchitectures;

    /// <inheritdoc/>
    protected override ISearchStrategy CreateValidated(StrategyContext context) => new LocalSearchStrategy(context, InitialArchitectures);
}
