namespace Microsoft.ML.NAO.Studies;

/// <summary>The first line of a journal: which study it belongs to. A study with another one must not go on from it.</summary>
internal sealed record JournalHeader
{
    public const int CurrentFormat = 1;

    /// <summary>The version of the journal's format.</summary>
    public required int Format { get; init; }

    public required string Space { get; init; }

    public required string Strategy { get; init; }

    public required string Metric { get; init; }

    public required bool Maximize { get; init; }

    public required int Seed { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>The first thing in which this header, of a journal, differs from that of a study; null where nothing does.</summary>
    public string? DescribeDifference(JournalHeader study) =>
        Describe("format", Format, study.Format)
        ?? Describe("space", Space, study.Space)
        ?? Describe("strategy", Strategy, study.Strategy)
        ?? Describe("metric", Metric, study.Metric)
        ?? Describe("'maximize'", Maximize, study.Maximize)
        ?? Describe("seed", Seed, study.Seed)
        ?? Describe("evaluation fingerprint", Fingerprint, study.Fingerprint);

    private static string? Describe<T>(string what, T journal, T study) =>
        EqualityComparer<T>.Default.Equals(journal, study) ? null : $"its {what} is '{journal}', this study's is '{study}'";
}
