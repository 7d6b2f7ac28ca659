using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.LocalSearch;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests;

/// <summary>Every strategy with every space, and a cheap objective to run them on.</summary>
internal static class TestStrategies
{
    public static Objective Objective { get; } = new("Score", Maximize: true);

    public static IEnumerable<object[]> Rows =>
        StrategyCatalog.Names.SelectMany(name => TestSpaces.All.Select(space => new object[] { name, space }));

    /// <summary>Options of a strategy, of a size that a test can afford.</summary>
    public static StrategyOptions CreateOptions(string name)
    {
        StrategyOptions options = StrategyCatalog.CreateOptions(name);
        if (options is NaoOptions nao)
        {
            nao.InitialArchitectures = 6;
            nao.ArchitecturesPerRound = 4;
            nao.SeedArchitectures = 4;
            nao.Model = new FeedForwardModelOptions { Members = 2, HiddenSize = 16, EmbeddingSize = 16, UnlabeledArchitectures = 8 };
            nao.MaxEpochsOfFirstRound = null;
            nao.MaxEpochsPerRound = 4;
            nao.CandidatesPerRound = 20;
        }
        else if (options is RegularizedEvolutionOptions evolution)
        {
            evolution.PopulationSize = 6;
        }
        else if (options is LocalSearchOptions local)
        {
            local.InitialArchitectures = 6;
        }

        return options;
    }

    public static ISearchStrategy Create(string name, ArchitectureSpace space, int seed = 1) =>
        CreateOptions(name).CreateStrategy(new StrategyContext(space, Objective, seed));

    /// <summary>Asks for proposals and answers each with its score.</summary>
    public static List<Architecture> Run(ISearchStrategy strategy, int count, Func<Architecture, double>? score = null)
    {
        var proposals = new List<Architecture>();
        while (proposals.Count < count && strategy.Propose() is { } architecture)
        {
            strategy.Observe(Completed(proposals.Count, architecture, (score ?? Score)(architecture)));
            proposals.Add(architecture);
        }

        return proposals;
    }

    public static Trial Completed(int number, Architecture architecture, double metric) =>
        new() { Number = number, Architecture = architecture, State = TrialState.Completed, Metric = metric };

    public static Trial Failed(int number, Architecture architecture) =>
        new() { Number = number, Architecture = architecture, State = TrialState.Failed, Failure = "It diverged." };

    /// <summary>A score that is the same for all symmetric forms: how often each token occurs, weighted.</summary>
    public static double Score(Architecture architecture) => architecture.Tokens.Sum(token => (token * 37 % 11) / 10.0);
}
