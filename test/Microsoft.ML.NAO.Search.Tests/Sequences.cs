using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests;

/// <summary>All sequences of a kind, for tests that leave none out.</summary>
internal static class Sequences
{
    /// <summary>Every architecture of a space, by way of the tokens that may follow each legal prefix.</summary>
    public static IEnumerable<Architecture> Enumerate(ArchitectureSpace space) => Continue(space, []);

    /// <summary>The orders of the numbers from 0 to <paramref name="count"/> − 1.</summary>
    public static IEnumerable<int[]> Permutations(int count) => count == 0
        ? [[]]
        : Permutations(count - 1).SelectMany(shorter => Enumerable.Range(0, count).Select(at => (int[])[.. shorter[..at], count - 1, .. shorter[at..]]));

    private static IEnumerable<Architecture> Continue(ArchitectureSpace space, int[] prefix)
    {
        if (prefix.Length == space.Length)
        {
            return [new Architecture(prefix)];
        }

        var legal = new bool[space.VocabularySize];
        space.GetLegalTokens(prefix, legal);
        return Enumerable.Range(0, legal.Length).Where(token => legal[token]).SelectMany(token => Continue(space, [.. prefix, token]));
    }
}
