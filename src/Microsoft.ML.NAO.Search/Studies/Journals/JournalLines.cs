namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>Takes a stream apart into lines, without holding more of it than one line and a buffer.</summary>
internal sealed class JournalLines(Stream stream)
{
    // A line of the longest architectures has some kilobytes. Whatever has longer lines is no journal, and is not read into memory.
    private const int LongestLine = 16 << 20;
    private const int BufferSize = 1 << 16;
    private const byte LineEnd = (byte)'\n';

    private byte[] _buffer = new byte[BufferSize];
    private int _begin;
    private int _end;

    /// <summary>The number of the last line that was read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>How many bytes the lines so far take, their ends included.</summary>
    public long Offset { get; private set; }

    /// <summary>What stands after the last line, when there is no further one: a line without an end.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_begin, _end - _begin);

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end, valid until the next call.</param>
    /// <returns>Whether there was one with an end.</returns>
    /// <exception cref="InvalidDataException">It is longer than any line of a journal.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = Rest[searched..].IndexOf(LineEnd);
            if (length >= 0)
            {
                line = Rest[..(searched + length)];
                _begin += line.Length + 1;
                Offset += line.Length + 1;
                Number++;
                return true;
            }

            searched = _end - _begin;
            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    private bool Fill()
    {
        Rest.CopyTo(_buffer);
        (_begin, _end) = (0, _end - _begin);
        if (_end == _buffer.Length)
        {
            if (_end >= LongestLine)
            {
                throw new InvalidDataException($"Line {Number + 1} has more than {LongestLine} bytes.");
            }

            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
