namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>
/// Keeps other searches from a journal. The lock is on a file of its own beside it, so that anybody may still read the journal. The
/// system lifts it when the process ends, however that ends. The file stays: were it deleted, two searches could each lock one of its name.
/// </summary>
internal static class JournalLock
{
    private const string Ending = ".lock";

    /// <summary>Takes the lock, until the result is disposed.</summary>
    /// <exception cref="JournalException">Another search has it.</exception>
    public static IDisposable Take(string journalPath)
    {
        try
        {
            return new FileStream(journalPath + Ending, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                $"The journal '{journalPath}' cannot be opened: another search uses it, since its lock cannot be taken. {e.Message} Wait for that one's end, or give this one another file.",
                e);
        }
    }
}
