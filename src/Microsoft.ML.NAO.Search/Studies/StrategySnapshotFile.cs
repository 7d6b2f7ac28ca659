using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>
/// The file beside a journal with a strategy's state at one place of the journal. It only saves time: without it, or where it does not
/// fit, the strategy learns again what the journal holds.
/// </summary>
internal sealed class StrategySnapshotFile(string path)
{
    private const int LengthPlace = 8;
    private const int HashPlace = LengthPlace + sizeof(long);
    private const int StatePlace = HashPlace + SHA256.HashSizeInBytes;

    // More than the state of any model that proposes within seconds.
    private const long LongestState = 1L << 30;

    private static readonly byte[] Signature = Encoding.ASCII.GetBytes("NAOSTAT1");

    /// <summary>Reads it.</summary>
    /// <returns>The place of the journal and the state; null where there is none, or it is damaged.</returns>
    public (JournalMark Mark, byte[] State)? Load()
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length is < (StatePlace + SHA256.HashSizeInBytes) or > LongestState)
            {
                return null;
            }

            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            ReadOnlySpan<byte> body = content.AsSpan(0, content.Length - SHA256.HashSizeInBytes);
            if (!body.StartsWith(Signature) || !SHA256.HashData(body).AsSpan().SequenceEqual(content.AsSpan(body.Length)))
            {
                return null;
            }

            long length = BinaryPrimitives.ReadInt64LittleEndian(body[LengthPlace..]);
            return (new JournalMark(length, body[HashPlace..StatePlace].ToArray()), body[StatePlace..].ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Replaces it, in one step. If it cannot be written, the one before stays.</summary>
    public void Save(JournalMark mark, byte[] state)
    {
        var content = new byte[StatePlace + state.Length + SHA256.HashSizeInBytes];
        Signature.CopyTo(content, 0);
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(LengthPlace), mark.Length);
        mark.Hash.CopyTo(content, HashPlace);
        state.CopyTo(content, StatePlace);
        int body = StatePlace + state.Length;
        SHA256.HashData(content.AsSpan(0, body), content.AsSpan(body));
        string temporary = path + ".new";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (StudyJournal.IsWriteFailure(e))
        {
            Delete(temporary);
        }
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
