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
    public byte[] Serialize()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("format"u8, Format);
            json.WriteString("space"u8, Space);
            json.WriteString("strategy"u8, Strategy);
            json.WriteString("metric"u8, Metric);
            json.WriteBoolean("maximize"u8, Maximize);
            json.WriteNumber("seed"u8, Seed);
            json.WriteString("fingerprint"u8, Fingerprint);
            Write(json, "scheduler", Scheduler);
            Write(json, "limits", Limits);
            Write(json, "objectives", Objectives);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is none, or of a format that this version does not read; the message goes on after "it".</exception>
    public static JournalHeader Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.ToArray());
            JsonElement json = document.RootElement;
            int format = json.GetProperty("format").GetInt32();

            // A format of the future may have other fields: what it is has to be said before anything is said about them.
            return format is >= OldestFormat and <= CurrentFormat ? Read(json, format) : throw new InvalidDataException(
                $"is of format {format}; this version reads {OldestFormat} to {CurrentFormat}. Open it with the version that wrote it, or begin with another file.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"has no header of a journal: {e.Message}", e);
        }
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

    private static JournalHeader Read(JsonElement json, int format) => new()
    {
        Format = format,
        Space = GetString(json, "space"),
        Strategy = GetString(json, "strategy"),
        Metric = GetString(json, "metric"),
        Maximize = json.GetProperty("maximize").GetBoolean(),
        Seed = json.GetProperty("seed").GetInt32(),
        Fingerprint = GetString(json, "fingerprint"),
        Scheduler = json.TryGetProperty("scheduler", out JsonElement scheduler) ? scheduler.GetString() : null,
        Limits = json.TryGetProperty("limits", out JsonElement limits) ? limits.GetString() : null,
        Objectives = json.TryGetProperty("objectives", out JsonElement objectives) ? objectives.GetString() : null,
    };

    private static string GetString(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new InvalidDataException($"has a header without '{name}'.");

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Describe<T>(string what, T journal, T study) =>
        EqualityComparer<T>.Default.Equals(journal, study) ? null : $"its {what} '{journal}', this study's {what[(what.LastIndexOf(' ') + 1)..]} '{study}'";
}
