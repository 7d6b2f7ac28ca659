using System.Buffers.Binary;
using System.Text;

namespace Microsoft.ML.NAO.Tests.Fuzzing;

/// <summary>Changes files as chance and malice do: bits, cuts, blocks that are inserted or repeated, and numbers where sizes may stand.</summary>
internal sealed class Mutator(int seed, params string[] words)
{
    private static readonly long[] Numbers =
    [
        0, 1, -1, 2, 3, 127, 128, 255, 256, 65_535, 65_536, 1_000_000, int.MaxValue, int.MinValue, int.MaxValue - 7L, 1L << 32, 1L << 40, long.MaxValue, long.MinValue,
    ];

    public Random Random { get; } = new(seed);

    /// <summary>Changes a file in one to three places.</summary>
    public byte[] Mutate(byte[] file)
    {
        List<byte> bytes = [.. file];
        for (int left = Random.Next(1, 4); left > 0 && bytes.Count > 0; left--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    /// <summary>Takes a line out, or repeats one, somewhere else: each is sound, and together they are not.</summary>
    public void MoveLine(List<byte> bytes)
    {
        List<string> lines = [.. Encoding.Latin1.GetString([.. bytes]).Split('\n')];
        string line = lines[Random.Next(lines.Count)];
        if (Random.Next(2) == 0)
        {
            lines.Remove(line);
        }

        lines.Insert(Random.Next(lines.Count + 1), line);
        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private void Change(List<byte> bytes)
    {
        // Headers decide most, and they stand in front.
        int place = Random.Next(Random.Next(3) == 0 ? Math.Min(64, bytes.Count) : bytes.Count);
        switch (Random.Next(words.Length > 0 ? 10 : 8))
        {
            case 0:
            case 1:
                bytes[place] ^= (byte)(1 << Random.Next(8));
                break;
            case 2:
                bytes[place] = (byte)Random.Next(256);
                break;
            case 3:
                bytes.RemoveRange(place, Math.Min(Random.Next(1, 40), bytes.Count - place));
                break;
            case 4:
                InsertCopy(bytes, place);
                break;
            case 5:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 6:
            case 7:
                WriteNumber(bytes, place);
                break;
            default:
                bytes.InsertRange(place, Encoding.UTF8.GetBytes(words[Random.Next(words.Length)]));
                break;
        }
    }

    private void InsertCopy(List<byte> bytes, int place)
    {
        int start = Random.Next(bytes.Count);
        bytes.InsertRange(place, bytes.GetRange(start, Math.Min(Random.Next(1, 64), bytes.Count - start)));
    }

    private void WriteNumber(List<byte> bytes, int place)
    {
        var number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, Numbers[Random.Next(Numbers.Length)]);
        int size = 1 << Random.Next(4);
        IEnumerable<byte> digits = Random.Next(2) == 0 ? number.Take(size) : number.Take(size).Reverse();
        foreach (byte digit in digits)
        {
            if (place < bytes.Count)
            {
                bytes[place++] = digit;
            }
        }
    }
}
