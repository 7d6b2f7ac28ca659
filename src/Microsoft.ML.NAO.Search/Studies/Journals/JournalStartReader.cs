using System.Buffers.Text;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>
/// Reads the lines with which trials begin, as <see cref="JournalEntryWriter"/> spells them. They are half of a journal and hold little but
/// small numbers, for each of which a reader of JSON takes a step.
/// </summary>
internal static class JournalStartReader
{
    private static ReadOnlySpan<byte> Beginning => "{\"event\":\"started\",\"number\":"u8;

    private static ReadOnlySpan<byte> Middle => ",\"architecture\":["u8;

    private static ReadOnlySpan<byte> Ending => "]}"u8;

    /// <summary>Reads a line; null where it is another one, or spelled otherwise.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="tokens">Room for the tokens, which grows as it is needed.</param>
    public static JournalEntry? TryRead(ReadOnlySpan<byte> line, ref int[] tokens)
    {
        if (!line.StartsWith(Beginning)
            || !Utf8Parser.TryParse(line[Beginning.Length..], out int number, out int length)
            || !line[(Beginning.Length + length)..].StartsWith(Middle))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = line[(Beginning.Length + length + Middle.Length)..];
        int count = 0;
        int token = -1;
        for (int position = 0; position < rest.Length; position++)
        {
            int digit = rest[position] - '0';
            if (digit is >= 0 and <= 9 && token < int.MaxValue / 100)
            {
                token = (Math.Max(token, 0) * 10) + digit;
                continue;
            }

            if (token < 0)
            {
                return null;
            }

            if (count == tokens.Length)
            {
                Array.Resize(ref tokens, 2 * count);
            }

            (tokens[count++], token) = (token, -1);
            if (rest[position] != ',')
            {
                return number >= 0 && rest[position..].SequenceEqual(Ending)
                    ? new JournalEntry { Event = JournalEvent.Started, Number = number, Architecture = new Architecture(tokens.AsSpan(0, count)) }
                    : null;
            }
        }

        return null;
    }
}
