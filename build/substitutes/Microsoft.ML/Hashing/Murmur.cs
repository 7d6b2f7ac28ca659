using System.Numerics;

namespace Microsoft.ML.Hashing;

/// <summary>MurmurHash3 for 32 bits, in the steps that the real package takes.</summary>
internal static class Murmur
{
    private const uint C1 = 0xCC9E2D51;
    private const uint C2 = 0x1B873593;

    public static uint Round(uint hash, uint chunk)
        => (BitOperations.RotateLeft(hash ^ (BitOperations.RotateLeft(chunk * C1, 15) * C2), 13) * 5) + 0xE6546B64;

    public static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    /// <summary>The end of a hash over a number of bytes.</summary>
    public static uint Mix(uint hash, int bytes) => Mix(hash ^ (uint)bytes);

    /// <summary>
    /// The hash of a text's UTF-8 bytes. Beyond ASCII the real package turns the order of what has not been hashed yet around with each
    /// character, and keys of saved models depend on it, so that this does the same.
    /// </summary>
    public static uint Text(uint hash, ReadOnlySpan<char> text)
    {
        ulong pending = 0;
        int bits = 0;
        int bytes = 0;
        foreach (char c in text)
        {
            uint ch = c;
            if (ch <= 0x7F)
            {
                pending |= (ulong)ch << bits;
                bits += 8;
            }
            else if (ch <= 0x7FF)
            {
                pending |= (ulong)((ch & 0x3F) | ((ch << 2) & 0x1F00) | 0xC080) << bits;
                pending = ((pending & 0xFF) << 8) | (pending >> 8);
                bits += 16;
            }
            else
            {
                pending |= (ulong)((ch & 0x3F) | ((ch << 2) & 0x3F00) | ((ch << 4) & 0x0F0000) | 0xE08080) << bits;
                pending = ((pending & 0xFF) << 16) | (((pending >> 8) & 0xFF) << 8) | (pending >> 16);
                bits += 24;
            }

            if (bits >= 32)
            {
                hash = Round(hash, (uint)pending);
                pending >>= 32;
                bits -= 32;
                bytes += 4;
            }
        }

        bytes += bits / 8;
        int left = bytes & 3;
        if (left > 0)
            hash ^= BitOperations.RotateLeft((uint)(pending & ((1UL << (8 * left)) - 1)) * C1, 15) * C2;
        return Mix(hash, bytes);
    }
}
