using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Chooses the seed of everything random in a search.</summary>
internal static class SearchSeed
{
    /// <summary>The given seed; otherwise that of the journal that the search goes on from; otherwise a random one.</summary>
    /// <param name="given">The seed of the options, or of the context; null where neither has one.</param>
    /// <param name="journalPath">The journal; null for none.</param>
    public static int Choose(int? given, string? journalPath) => given ?? ReadJournal(journalPath) ?? Random.Shared.Next();

    private static int? ReadJournal(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        try
        {
            return Study.Read(path).Seed;
        }
        catch (JournalException)
        {
            // What is wrong with it, the study says when it opens it.
            return null;
        }
    }
}
