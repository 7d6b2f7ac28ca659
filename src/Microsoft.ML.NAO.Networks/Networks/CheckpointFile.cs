using System.Runtime.InteropServices;

namespace Microsoft.ML.NAO.Networks;

/// <summary>The file in which a training keeps its state, with a description of the training that it is of.</summary>
/// <param name="path">Where the file is, or shall be.</param>
/// <param name="magic">The letters that it begins with.</param>
/// <param name="name">What is in such a file, for messages.</param>
/// <param name="description">All that must be the same when the training goes on.</param>
/// <param name="differences">What differs where the description does, for the message.</param>
internal sealed class CheckpointFile(string path, byte[] magic, string name, string description, string differences)
{
    /// <summary>Reads the file.</summary>
    /// <returns>What <see cref="Write"/> was given; null where there is no file.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or another training's.</exception>
    public ContentReader? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream file = File.OpenRead(path);
        ContentReader reader = ChecksummedFile.Read(file, magic, name, path);
        return reader.ReadString() == description
            ? reader
            : throw new InvalidDataException(
                $"The checkpoint '{path}' is of another training: {differences} differ. Name another file, or delete this one to start anew.");
    }

    /// <summary>Writes the file, in the place of the one before once it is complete.</summary>
    public void Write(Action<BinaryWriter> write)
    {
        string unfinished = path + ".unfinished";
        using (FileStream file = File.Create(unfinished))
        {
            ChecksummedFile.Write(file, magic, writer =>
            {
                writer.Write(description);
                write(writer);
            });
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Writes numbers, or that there are none.</summary>
    public static void WriteArray(BinaryWriter writer, float[]? values)
    {
        writer.Write(values?.Length ?? -1);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
