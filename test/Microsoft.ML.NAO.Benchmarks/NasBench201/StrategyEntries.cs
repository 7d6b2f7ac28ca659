using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies.LocalSearch;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>Everything that can be compared. A further line here adds one.</summary>
internal static class StrategyEntries
{
    /// <summary>Stands for NAO and all of its <see cref="Ablations"/>.</summary>
    public const string Ablation = "ablation";

    /// <summary>What is compared where no strategies are named.</summary>
    public static IReadOnlyList<StrategyEntry> Default { get; } =
    [
        new("random", () => new RandomSearchOptions()),
        new("regularized-evolution", () => new RegularizedEvolutionOptions()),
        new("local-search", () => new LocalSearchOptions()),
        new("nao", () => new NaoOptions(), HasModel: true),
    ];

    /// <summary>NAO without one of the things that the authors' code does not have.</summary>
    public static IReadOnlyList<StrategyEntry> Ablations { get; } =
    [
        Without("small-rounds", options => options.ArchitecturesPerRound = 20),
        Without("choice", options => options.CandidatesPerRound = 1),
        Without("ensemble", options => ((FeedForwardModelOptions)options.Model).Members = 1),
        Without("thompson-sampling", options => (options.Acquisition, options.Exploration) = (Acquisition.UpperConfidenceBound, 0)),
        Without("further-steps", options => options.GradientSteps = 1),
        Without("sampled-decodings", options => options.SampledDecodings = 0),
        Without("unlabeled", options => ((FeedForwardModelOptions)options.Model).UnlabeledArchitectures = 0),
        Without("normal-scores", options => options.TargetScaling = TargetScaling.MinMax),
        Without("warm-start", options => options.KeepWeights = false),
        Without("restarts", options => options.RestartPatience = null),
    ];

    // The authors' figures take minutes a search.
    private static readonly StrategyEntry Reference = new("nao-reference", CreateReference, HasModel: true);

    private static IReadOnlyList<StrategyEntry> All { get; } = [.. Default, Reference, .. Ablations];

    /// <summary>The entries of a name.</summary>
    public static IReadOnlyList<StrategyEntry> Find(string name)
    {
        if (name == Ablation)
        {
            return [Default.Single(entry => entry.Name == "nao"), .. Ablations];
        }

        return All.FirstOrDefault(entry => entry.Name == name) is { } found
            ? [found]
            : throw new ArgumentException($"There is no strategy '{name}'. There are: {string.Join(", ", All.Select(entry => entry.Name))}, and {Ablation} for several of them.", nameof(name));
    }

    private static StrategyEntry Without(string what, Action<NaoOptions> change) => new($"nao-without-{what}", () =>
    {
        var options = new NaoOptions();
        change(options);
        return options;
    }, HasModel: true);

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
