using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>
/// Keeps what happens in a study on disk: a line of JSON that says which study it is, then one for each event.
/// </summary>
/// <remarks>
/// A line is on disk when <see cref="Append"/> returns. A process that dies in the middle leaves a last line without an end, which is
/// dropped when the journal is opened again: what it recorded had no effect yet. When a line cannot be written, none is any more: the
/// next one would stand where another worker does not know that a line is missing.
/// </remarks>
internal sealed class StudyJournal : IDisposable
{
    private readonly FileStream _stream;
    private readonly IDisposable _lock;
    private readonly string _path;
    private readonly bool _sync;
    private readonly JournalEntryWriter _writer = new();
    private readonly IncrementalHash? _hash;
    private long _formatToRaise;
    private ExceptionDispatchInfo? _failure;

    private StudyJournal(FileStream stream, IDisposable held, string path, bool sync, JournalContent content, IncrementalHash? hash)
    {
        _stream = stream;
        _lock = held;
        _path = path;
        _sync = sync;
        _hash = hash;
        _formatToRaise = content.FormatToRaise;
        History = content.History;
        Marked = content.Marked;
        stream.SetLength(content.Length);
        stream.Position = content.Length;
    }

    /// <summary>What the journal held when it was opened.</summary>
    public StudyHistory History { get; }

    /// <summary>How many proposals and outcomes the journal had where its hash was the one that was looked for; null where it nowhere was.</summary>
    public int? Marked { get; }

    /// <summary>The place where the journal ends now, where it was opened for marks.</summary>
    public JournalMark GetMark() => new(_stream.Position, _hash!.GetCurrentHash());

    /// <summary>Opens a journal, or starts one where there is none, and keeps other processes from writing to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The study that it must be of.</param>
    /// <param name="score">What the study goes by.</param>
    /// <param name="marks">Whether places of it will be marked, or one is looked for.</param>
    /// <param name="mark">A place of the journal that is looked for; null for none.</param>
    /// <param name="sync">Whether each line is on disk before it counts; otherwise the system writes it when it likes.</param>
    /// <param name="openFile">Opens the file, or starts it, without a buffer; null for what does so.</param>
    /// <exception cref="JournalException">It is in use, damaged, or belongs to another study. It is left as it is.</exception>
    public static StudyJournal Open(
        string path,
        JournalHeader header,
        TrialScore score,
        bool marks = false,
        JournalMark? mark = null,
        bool sync = true,
        Func<string, FileStream>? openFile = null)
    {
        FileStream stream = (openFile ?? OpenFile)(path);
        IDisposable? held = null;
        try
        {
            held = JournalLock.Take(path);
            IncrementalHash? hash = marks ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
            JournalContent content = JournalContent.Read(stream, path, header, score, mark, hash);
            var journal = new StudyJournal(stream, held, path, sync, content, hash);
            if (content.Length == 0)
            {
                journal.Write([.. header.Serialize(), (byte)'\n'], "its header");
            }

            return journal;
        }
        catch
        {
            stream.Dispose();
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Writes an entry to disk.</summary>
    /// <exception cref="JournalException">It cannot be written, or an earlier one could not; the journal is as it was before that.</exception>
    public void Append(JournalEntry entry) => Write(_writer.Write(entry), $"what happened to trial {entry.Number}");

    public void Dispose()
    {
        _stream.Dispose();
        _lock.Dispose();
        _writer.Dispose();
        _hash?.Dispose();
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            // Without a buffer of its own: what could not be written must not be tried again later.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal '{path}' cannot be opened: {e.Message}", e);
        }
    }

    private void Write(ReadOnlySpan<byte> line, string what)
    {
        _failure?.Throw();
        long before = _stream.Position;
        try
        {
            RaiseFormat();
            _stream.Write(line);
            if (_sync)
            {
                _stream.Flush(flushToDisk: true);
            }
        }
        catch (Exception e)
        {
            Restore(before);
            _failure = ExceptionDispatchInfo.Capture(IsWriteFailure(e)
                ? new JournalException(
                    $"The journal '{_path}' could not take {what}: {e.Message} All that it held before is kept. Make room, and run the study again: it goes on from there.",
                    e)
                : e);
            _failure.Throw();
        }

        _hash?.AppendData(line);
    }

    // What may have been written of a line has no end, and is dropped at the next opening if it cannot be taken back now.
    private void Restore(long length)
    {
        try
        {
            _stream.SetLength(length);
            _stream.Position = length;
        }
        catch (Exception e) when (IsWriteFailure(e))
        {
        }
    }

    // What .NET makes of "no space left", "quota exceeded" and "not permitted"; "file too large" is an argument out of range to it.
    internal static bool IsWriteFailure(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    // A program that reads format 1 alone must not take the new lines for damage. The digit is the only byte that changes.
    private void RaiseFormat()
    {
        if (_formatToRaise > 0)
        {
            long end = _stream.Position;
            _stream.Position = _formatToRaise;
            _stream.WriteByte((byte)('0' + JournalHeader.CurrentFormat));
            _stream.Position = end;
            _formatToRaise = 0;
        }
    }
}
