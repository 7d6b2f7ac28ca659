using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.NAO.Networks;

/// <summary>A file that begins with letters that say what it is, and ends with a checksum of all before.</summary>
internal static class ChecksummedFile
{
    private const int ChecksumBytes = 32;

    public static void Write(Stream stream, byte[] magic, Action<BinaryWriter> write)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(magic);
            write(writer);
        }

        ReadOnlySpan<byte> content = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        stream.Write(content);
        stream.Write(SHA256.HashData(content));
    }

    /// <summary>Reads the whole file, and checks it.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="magic">The letters that it must begin with.</param>
    /// <param name="name">What is in such a file, for messages.</param>
    /// <param name="path">Where the file is, for messages; null where only the stream is known.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="InvalidDataException">It is another file, or damaged.</exception>
    public static ContentReader Read(Stream stream, byte[] magic, string name, string? path = null)
    {
        string place = path is null ? string.Empty : $" '{path}'";
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        byte[] bytes = memory.ToArray();
        if (bytes.Length < magic.Length + ChecksumBytes || !bytes.AsSpan(0, magic.Length).SequenceEqual(magic))
        {
            throw new InvalidDataException($"This{place} is no file of a {name}: its {bytes.Length} bytes do not begin with '{Encoding.ASCII.GetString(magic)}'.");
        }

        var content = bytes.AsSpan(0, bytes.Length - ChecksumBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)))
        {
            throw new InvalidDataException($"The {name}'s file{place} is damaged: the checksum of its {bytes.Length} bytes is wrong. It may be cut off; save it again.");
        }

        return new ContentReader(new MemoryStream(bytes, 0, content.Length) { Position = magic.Length }, $"The {name}'s file{place}");
    }
}
