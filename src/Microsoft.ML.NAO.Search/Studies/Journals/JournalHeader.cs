using System.Text.Json;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>The first line of a journal: which study it belongs to. A study with another one must not go on from it.</summary>
internal sealed record JournalHeader
{
    /// <summary>
    /// The version of the format that is written. Format 1 had a line for each finished trial alone; its lines are read as trials that
    /// started and finished at once, and a journal of it goes on in format 2.
    /// </summary>
    public const int CurrentFormat = 2;

    private const int OldestFormat = 1;

    /// <summary>The version of the journal's format.</summary>
    public required int Format { get; init; }

    public required string Space { get; init; }

    public required string Strategy { get; init; }

    public required string Metric { get; init; }

    public required bool Maximize { get; init; }

    public required int Seed { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>The scheduler with its options; null where there is none.</summary>
    public string? Scheduler { get; init; }

    /// <summary>The limits of architectures; null where there are none.</summary>
    public string? Limits { get; init; }

    /// <summary>The objectives beside the metric; null where there are none.</summary>
    public string? Objectives { get; init; }

    public Objective Objective => new(Metric, Maximize);

    /// <summary>The line of a header, without its end.</summary>
    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this, JournalHeaderJson.Options);

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is none, or of a format that this version does not read; the message goes on after "it".</exception>
    public static JournalHeader Parse(ReadOnlySpan<byte> line)
    {
        JournalHeader? header;
        try
        {
            CheckFormat(line);
            header = JsonSerializer.Deserialize<JournalHeader>(line, JournalHeaderJson.Options);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"has no header of a journal: {e.Message}", e);
        }

        return header is { Space: not null, Strategy: not null, Metric: not null, Fingerprint: not null }
            ? header
            : throw new InvalidDataException("has an incomplete header.");
    }

    /// <summary>The first thing in which this header, of a journal, differs from that of a study; null where nothing does.</summary>
    public string? DescribeDifference(JournalHeader study) =>
        Describe("space is", Space, study.Space)
        ?? Describe("strategy is", Strategy, study.Strategy)
        ?? Describe("metric is", Metric, study.Metric)
        ?? Describe("'maximize' is", Maximize, study.Maximize)
        ?? Describe("seed is", Seed, study.Seed)
        ?? Describe("limits are", Limits ?? "none", study.Limits ?? "none")
        ?? Describe("further objectives are", Objectives ?? "none", study.Objectives ?? "none")
        ?? Describe("scheduler is", Scheduler ?? "none", study.Scheduler ?? "none")
        ?? Describe("evaluation fingerprint is", Fingerprint, study.Fingerprint);

    // A format of the future may have other fields: what it is has to be said before anything is said about them.
    private static void CheckFormat(ReadOnlySpan<byte> line)
    {
        JournalFormat? found = JsonSerializer.Deserialize<JournalFormat>(line, JournalHeaderJson.Options);
        if (found is { Format: < OldestFormat or > CurrentFormat })
        {
            throw new InvalidDataException(
                $"is of format {found.Format}; this version reads {OldestFormat} to {CurrentFormat}. Open it with the version that wrote it, or begin with another file.");
        }
    }

    private static string? Describe<T>(string what, T journal, T study) =>
        EqualityComparer<T>.Default.Equals(journal, study) ? null : $"its {what} '{journal}', this study's {what[(what.LastIndexOf(' ') + 1)..]} '{study}'";

    private sealed record JournalFormat
    {
        public required int Format { get; init; }
    }
}
