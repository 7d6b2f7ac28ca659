using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Derives seeds that are the same in every process and on every machine.</summary>
public static class TrialSeed
{
    private const ulong Start = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>
    /// The seed of an architecture's evaluation: it depends on the study's seed and the architecture alone, so that the outcome
    /// is the same whichever strategy proposes it, and whenever.
    /// </summary>
    /// <param name="studySeed">The study's seed.</param>
    /// <param name="architecture">The architecture, in canonical form.</param>
    /// <returns>A seed of at least 0.</returns>
    public static int Derive(int studySeed, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Derive([studySeed, .. architecture.Tokens]);
    }

    /// <summary>A seed of at least 0 that depends on all the numbers and their order.</summary>
    /// <param name="numbers">The numbers, for example a study's seed and what the seed is for.</param>
    public static int Derive(params ReadOnlySpan<int> numbers)
    {
        ulong hash = Start;
        foreach (int number in numbers)
        {
            for (int shift = 0; shift < 32; shift += 8)
            {
                hash = (hash ^ (byte)(number >> shift)) * Prime;
            }
        }

        // FNV leaves the low bits of similar inputs similar; two rounds of multiply and shift spread them.
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return (int)((hash ^ (hash >> 31)) & int.MaxValue);
    }
}
