namespace Microsoft.ML.NAO.Datasets;

/// <summary>
/// A file in memory for the decoder of images, which tells the end by comparing its position with the length, skips over it, and then goes
/// on for ever. Here nobody gets beyond the end, or stays there.
/// </summary>
/// <param name="content">The file.</param>
internal sealed class ImageStream(byte[] content) : MemoryStream(content, writable: false)
{
    // A decoder looks ahead some bytes, which in a whole file it does not need.
    private const int MostReadsAtEnd = 64;

    private int _readsAtEnd;

    public override long Position
    {
        get => base.Position;
        set => base.Position = value <= Length ? value : throw Ended();
    }

    public override long Seek(long offset, SeekOrigin loc)
    {
        long start = loc switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => Position,
            _ => Length,
        };
        return offset <= Length - start ? base.Seek(offset, loc) : throw Ended();
    }

    public override int ReadByte()
    {
        int value = base.ReadByte();
        Count(value >= 0);
        return value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        Count(read > 0 || count == 0);
        return read;
    }

    private static EndOfStreamException Ended() => new("it ends before what it has announced.");

    private void Count(bool isRead)
    {
        if (!isRead && ++_readsAtEnd > MostReadsAtEnd)
        {
            throw Ended();
        }
    }
}
