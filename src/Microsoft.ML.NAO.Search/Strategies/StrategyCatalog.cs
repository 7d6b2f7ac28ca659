using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies.LocalSearch;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;

namespace Microsoft.ML.NAO.Strategies;

/// <summary>The strategies by name, as command lines, journals and tests use them.</summary>
public static class StrategyCatalog
{
    private static readonly Dictionary<string, Func<StrategyOptions>> Strategies = new(StringComparer.Ordinal)
    {
        [LocalSearchOptions.StrategyName] = () => new LocalSearchOptions(),
        [NaoOptions.StrategyName] = () => new NaoOptions(),
        [RandomSearchOptions.StrategyName] = () => new RandomSearchOptions(),
        [RegularizedEvolutionOptions.StrategyName] = () => new RegularizedEvolutionOptions(),
    };

    /// <summary>The names of all strategies.</summary>
    public static IReadOnlyCollection<string> Names => Strategies.Keys;

    /// <summary>Creates the default options of a strategy.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such strategy; the message lists those that there are.</exception>
    public static StrategyOptions CreateOptions(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Strategies.TryGetValue(name, out Func<StrategyOptions>? create)
            ? create()
            : throw new ArgumentException($"There is no strategy '{name}'. There are: {string.Join(", ", Names)}.", nameof(name));
    }
}
