using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Strategies.RegularizedEvolution;

/// <summary>
/// Options of regularized evolution (Real et al., AAAI 2019, algorithm 1): the best of a random sample of the population is mutated,
/// and the child replaces the oldest of the population.
/// </summary>
/// <remarks>
/// A mutation changes one token. A child that was evaluated before joins the population with its known outcome and is not evaluated
/// again. The sizes default to what serves searches of some hundred architectures best; the paper's search evaluated 20,000.
/// </remarks>
public sealed class RegularizedEvolutionOptions : StrategyOptions
{
    /// <summary>The name of the strategy.</summary>
    public const string StrategyName = "regularized-evolution";

    /// <inheritdoc/>
    public override string Name => StrategyName;

    /// <summary>The size of the population (the paper's P); as many random architectures are evaluated first.</summary>
    /// <value>
    /// The default value is 20. On NAS-Bench-201 (Dong and Yang, ICLR 2020) 20 and 30 found the best architecture soonest of 10 to 30;
    /// the paper's is 100.
    /// </value>
    [Range(2, int.MaxValue)]
    public int PopulationSize { get; set; } = RegularizedEvolutionConstants.PopulationSize;

    /// <summary>How many of the population are drawn, with replacement, for their best to become the parent (the paper's S).</summary>
    /// <value>The default value is 20, the best of 5 to 20 on NAS-Bench-201; the paper's is 25.</value>
    [Range(1, int.MaxValue)]
    public int SampleSize { get; set; } = RegularizedEvolutionConstants.SampleSize;

    /// <inheritdoc/>
    protected override ISearchStrategy CreateValidated(StrategyContext context) =>
        new RegularizedEvolutionStrategy(context, PopulationSize, SampleSize);
}
