namespace Microsoft.ML.NAO.Tests.Studies;

/// <summary>A file of a disk that is full once: one write ends in the middle, those after it succeed.</summary>
/// <param name="path">The file.</param>
/// <param name="write">Which write fails, from 0.</param>
/// <param name="whenFull">Called before it fails.</param>
internal sealed class FailingStream(string path, int write, Action? whenFull = null)
    : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
{
    private int _writes;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        bool isFull = _writes++ == write;
        base.Write(isFull ? buffer[..(buffer.Length / 2)] : buffer);
        if (isFull)
        {
            whenFull?.Invoke();
            throw new IOException("No space left on device.");
        }
    }

    public override void WriteByte(byte value) => Write([value]);
}
