using Microsoft.ML.NAO.Nao;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>Every model that can be judged. A further line here adds one.</summary>
internal static class EpdModels
{
    public static IReadOnlyList<EpdModel> All { get; } =
    [
        new("default", () => new NaoOptions()),
        new("reference", CreateReference),
    ];

    /// <summary>The model of a name.</summary>
    public static EpdModel Find(string name) => All.FirstOrDefault(model => model.Name == name)
        ?? throw new ArgumentException($"There is no model '{name}'. There are: {string.Join(", ", All.Select(model => model.Name))}.", nameof(name));

    /// <summary>The authors' options; whatever number of architectures a round proposes, it proposes the first that it finds.</summary>
    private static NaoOptions CreateReference()
    {
        NaoOptions options = NaoOptions.CreateReferenceOptions();
        options.CandidatesPerRound = 1;
        return options;
    }
}
