using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Studies;

/// <summary>
/// Keeps the outcomes of a study on disk: a line of JSON that says which study it is, then one for each finished trial, in order.
/// </summary>
/// <remarks>
/// A line is on disk when <see cref="Append"/> returns. A process that dies in the middle leaves a last line without an end,
/// which is dropped when the journal is opened again, so that its trial is run again.
/// </remarks>
internal sealed class StudyJournal : IDisposable
{
    private const byte LineEnd = (byte)'\n';

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly FileStream _stream;

    private StudyJournal(FileStream stream, IReadOnlyList<Trial> trials)
    {
        _stream = stream;
        Trials = trials;
    }

    /// <summary>The trials that the journal held when it was opened.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>Opens a journal, or starts one where there is none, and keeps other processes from it.</summary>
    /// <exception cref="JournalException">It is in use, damaged, or belongs to another study.</exception>
    public static StudyJournal Open(string path, JournalHeader header)
    {
        FileStream stream = OpenFile(path);
        try
        {
            return Open(stream, path, header);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes a trial to disk.</summary>
    public void Append(Trial trial) => Write(_stream, Serialize(JournalTrial.From(trial)));

    public void Dispose() => _stream.Dispose();

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                $"The journal '{path}' cannot be opened: {e.Message} If another search uses it, wait for its end or give this one another file.", e);
        }
    }

    private static StudyJournal Open(FileStream stream, string path, JournalHeader header)
    {
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        byte[] headerLine = Serialize(header);
        int complete = Array.LastIndexOf(content, LineEnd) + 1;
        if (complete == 0)
        {
            // Only the beginning of a header may be overwritten: anything else is a file of somebody's.
            if (!headerLine.AsSpan().StartsWith(content))
            {
                throw new JournalException($"'{path}' is not a journal. Give the search another file.");
            }

            stream.SetLength(0);
            Write(stream, headerLine);
            return new StudyJournal(stream, []);
        }

        byte[][] lines = [.. SplitLines(content.AsSpan(0, complete))];
        if (Deserialize<JournalHeader>(lines[0], path, 1).DescribeDifference(header) is { } difference)
        {
            throw new JournalException(
                $"The journal '{path}' belongs to another study: {difference}. Give this study another file, or the same settings.");
        }

        Trial[] trials = [.. lines.Skip(1).Select((line, index) => ReadTrial(line, path, index))];
        stream.SetLength(complete);
        stream.Position = complete;
        return new StudyJournal(stream, trials);
    }

    private static Trial ReadTrial(byte[] line, string path, int index)
    {
        JournalTrial trial = Deserialize<JournalTrial>(line, path, index + 2);
        if (trial.State == TrialState.Completed && !double.IsFinite(trial.Metric ?? double.NaN))
        {
            throw new JournalException($"Line {index + 2} of the journal '{path}' is damaged: its trial completed, but has no metric.");
        }

        return trial.Number == index
            ? trial.ToTrial()
            : throw new JournalException($"Line {index + 2} of the journal '{path}' is trial {trial.Number}; trial {index} was expected.");
    }

    private static List<byte[]> SplitLines(ReadOnlySpan<byte> content)
    {
        var lines = new List<byte[]>();
        while (!content.IsEmpty)
        {
            int end = content.IndexOf(LineEnd);
            lines.Add(content[..end].ToArray());
            content = content[(end + 1)..];
        }

        return lines;
    }

    private static byte[] Serialize<T>(T line) => [.. JsonSerializer.SerializeToUtf8Bytes(line, Json), LineEnd];

    private static T Deserialize<T>(byte[] line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json) ?? throw new JsonException("It holds nothing.");
        }
        catch (JsonException e)
        {
            throw new JournalException($"Line {number} of the journal '{path}' is damaged: {e.Message}", e);
        }
    }

    private static void Write(FileStream stream, byte[] line)
    {
        stream.Write(line);
        stream.Flush(flushToDisk: true);
    }
}
