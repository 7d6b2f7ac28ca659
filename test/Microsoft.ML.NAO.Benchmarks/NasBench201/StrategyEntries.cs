using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies.LocalSearch;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>Everything that can be compared. A further line here adds one.</summary>
internal static class StrategyEntries
{
    public static IReadOnlyList<StrategyEntry> All { get; } =
    [
        new("random", () => new RandomSearchOptions()),
        new("regularized-evolution", () => new RegularizedEvolutionOptions()),
        new("local-search", () => new LocalSearchOptions()),
        new("nao", () => new NaoOptions(), HasModel: true),
        new("nao-reference", CreateReference, HasModel: true),
    ];

    /// <summary>What is compared where no strategies are named: all but the authors' figures, which take minutes a search.</summary>
    public static IEnumerable<StrategyEntry> Default => All.Where(entry => entry.Name != "nao-reference");

    /// <summary>The entry of a name.</summary>
    public static StrategyEntry Find(string name) => All.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ArgumentException($"There is no strategy '{name}'. There are: {string.Join(", ", All.Select(entry => entry.Name))}.", nameof(name));

    /// <summary>The options of the authors' code, but with as many architectures a round as a search of some hundreds can do with.</summary>
    private static NaoOptions CreateReference()
    {
        NaoOptions options = NaoOptions.CreateReferenceOptions();
        options.InitialArchitectures = 50;
        options.ArchitecturesPerRound = 50;
        options.CandidatesPerRound = 50;
        return options;
    }
}
