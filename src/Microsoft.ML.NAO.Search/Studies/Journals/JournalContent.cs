using System.Security.Cryptography;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>What a journal holds.</summary>
internal sealed record JournalContent
{
    private const string FirstFormat = "\"format\":1";

    /// <summary>The study that it belongs to; null where not even a header has been written.</summary>
    public JournalHeader? Header { get; private init; }

    public required StudyHistory History { get; init; }

    /// <summary>How many bytes its lines take. What follows is a line that was cut off.</summary>
    public long Length { get; private init; }

    /// <summary>Where the digit of an older format stands; 0 where there is none to raise.</summary>
    public long FormatToRaise { get; private init; }

    /// <summary>How many proposals and outcomes stand before the mark; null where it was not found.</summary>
    public int? Marked { get; private init; }

    /// <summary>Reads a journal that a study goes on from.</summary>
    /// <param name="stream">The journal.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="study">The study that it must be of.</param>
    /// <param name="score">What the study goes by.</param>
    /// <param name="mark">A place that is looked for; null for none.</param>
    /// <param name="hash">Takes in all lines; null where there is no mark, now or later.</param>
    /// <exception cref="JournalException">It is damaged, or belongs to another study.</exception>
    public static JournalContent Read(Stream stream, string path, JournalHeader study, TrialScore score, JournalMark? mark, IncrementalHash? hash)
    {
        var lines = new JournalLines(stream);
        if (!TryReadLine(lines, path, out ReadOnlySpan<byte> line))
        {
            // Only the beginning of a header may be overwritten: anything else is a file of somebody's.
            return study.Serialize().AsSpan().StartsWith(lines.Rest)
                ? new JournalContent { History = new StudyHistory(study.Objective, score) }
                : throw new JournalException($"'{path}' is not a journal. Give the search another file.");
        }

        JournalHeader header = ReadHeader(line, path);
        if (header.DescribeDifference(study) is { } difference)
        {
            throw new JournalException(
                $"The journal '{path}' belongs to another study: {difference}. Give this study another file, or the same settings.");
        }

        int digit = header.Format == JournalHeader.CurrentFormat ? -1 : System.Text.Encoding.UTF8.GetString(line).IndexOf(FirstFormat, StringComparison.Ordinal);
        Append(hash, line);
        var history = new StudyHistory(study.Objective, score);
        int? marked = null;
        ReadEntries(lines, path, history, line =>
        {
            Append(hash, line);
            if (lines.Offset == mark?.Length && hash!.GetCurrentHash().AsSpan().SequenceEqual(mark.Hash))
            {
                marked = history.EventCount;
            }
        });
        return new JournalContent
        {
            Header = header,
            History = history,
            Length = lines.Offset,
            FormatToRaise = digit < 0 ? 0 : digit + FirstFormat.Length - 1,
            Marked = marked,
        };
    }

    /// <summary>Reads a journal to look at it.</summary>
    /// <exception cref="JournalException">It is damaged.</exception>
    public static JournalContent Read(Stream stream, string path)
    {
        var lines = new JournalLines(stream);
        if (!TryReadLine(lines, path, out ReadOnlySpan<byte> line))
        {
            throw new JournalException($"'{path}' is not a journal: it has no line.");
        }

        JournalHeader header = ReadHeader(line, path);
        var history = new StudyHistory(header.Objective, TrialScore.ByMetric(header.Objective));
        ReadEntries(lines, path, history, static _ => { });
        return new JournalContent { Header = header, History = history, Length = lines.Offset };
    }

    private static JournalHeader ReadHeader(ReadOnlySpan<byte> line, string path)
    {
        try
        {
            return JournalHeader.Parse(line);
        }
        catch (InvalidDataException e)
        {
            throw new JournalException($"The journal '{path}' cannot be read: it {e.Message}", e);
        }
    }

    private static void ReadEntries(JournalLines lines, string path, StudyHistory history, LineAction applied)
    {
        var reader = new JournalEntryReader();
        while (TryReadLine(lines, path, out ReadOnlySpan<byte> line))
        {
            try
            {
                history.Apply(reader.Read(line));
            }
            catch (InvalidDataException e)
            {
                throw new JournalException($"Line {lines.Number} of the journal '{path}' is damaged: {e.Message}", e);
            }

            applied(line);
        }
    }

    private static bool TryReadLine(JournalLines lines, string path, out ReadOnlySpan<byte> line)
    {
        try
        {
            return lines.TryRead(out line);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new JournalException($"The journal '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static void Append(IncrementalHash? hash, ReadOnlySpan<byte> line)
    {
        hash?.AppendData(line);
        hash?.AppendData("\n"u8);
    }

    private delegate void LineAction(ReadOnlySpan<byte> line);
}
