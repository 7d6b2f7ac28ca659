using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Strategies;

/// <summary>What a strategy is told of the search that it takes part in.</summary>
public sealed class StrategyContext
{
    /// <summary>Creates the context of a search.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="objective">The metric and whether more of it is better.</param>
    /// <param name="seed">The seed of all the strategy's randomness.</param>
    public StrategyContext(ArchitectureSpace space, Objective objective, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(objective);
        Space = space;
        Objective = objective;
        Seed = seed;
    }

    /// <summary>The space to search.</summary>
    public ArchitectureSpace Space { get; }

    /// <summary>The metric and whether more of it is better.</summary>
    public Objective Objective { get; }

    /// <summary>The seed of all the strategy's randomness.</summary>
    public int Seed { get; }
}
