using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// Reads a file of our own that anybody may have written: a checksum shows damage, not intent. Sizes are compared with the bytes that there
/// are before memory is taken, and whatever does not fit ends in an <see cref="InvalidDataException"/> that says where.
/// </summary>
/// <param name="content">The content, in memory.</param>
/// <param name="file">What the file is called in messages.</param>
internal sealed class ContentReader(MemoryStream content, string file) : BinaryReader(content, Encoding.UTF8)
{
    private const int LongestReason = 500;

    // A score or a figure may be no number.
    private static readonly JsonSerializerOptions Format = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Where the next byte is read.</summary>
    public long Position
    {
        get => content.Position;
        set => content.Position = value;
    }

    /// <summary>The number of bytes that are left.</summary>
    public long Remaining => content.Length - content.Position;

    /// <summary>The exception for a content that cannot be.</summary>
    public InvalidDataException Refuse(string reason, Exception? inner = null) => new($"{file} cannot be read: {Excerpt.Of(reason, LongestReason)}", inner);

    public override byte ReadByte()
    {
        Require(sizeof(byte));
        return base.ReadByte();
    }

    public override int ReadInt32()
    {
        Require(sizeof(int));
        return base.ReadInt32();
    }

    public override long ReadInt64()
    {
        Require(sizeof(long));
        return base.ReadInt64();
    }

    public override double ReadDouble()
    {
        Require(sizeof(double));
        return base.ReadDouble();
    }

    public override string ReadString()
    {
        long length = ReadNumber();
        Require(length);
        return Encoding.UTF8.GetString(ReadBytes((int)length));
    }

    /// <summary>Reads a number of at least 0, seven bits a byte, the lowest first.</summary>
    public long ReadNumber()
    {
        const int Bits = 7;
        long number = 0;
        long start = Position;
        for (int shift = 0; shift + Bits < sizeof(long) * 8; shift += Bits)
        {
            byte group = ReadByte();
            number |= (long)(group & 0x7f) << shift;
            if (group < 0x80)
            {
                return number;
            }
        }

        throw Refuse($"at byte {start} stands no number.");
    }

    /// <summary>Reads an object that was written as JSON. Only the type that is asked for is created.</summary>
    /// <param name="what">What it is, for messages.</param>
    public T ReadJson<T>(string what)
        where T : class => ReadOptionalJson<T>(what) ?? throw Refuse($"its {what} is empty.");

    /// <summary>Reads an object that was written as JSON; null where none was.</summary>
    /// <inheritdoc cref="ReadJson"/>
    public T? ReadOptionalJson<T>(string what)
        where T : class
    {
        string text = ReadString();
        try
        {
            return JsonSerializer.Deserialize<T>(text, Format);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw Refuse($"its {what} is damaged: {error.Message}", error);
        }
    }

    /// <summary>Reads what <see cref="CheckpointFile.WriteArray"/> wrote.</summary>
    /// <param name="what">What they are, for messages.</param>
    /// <param name="count">How many there have to be.</param>
    public float[] ReadValues(string what, long count) =>
        ReadOptionalValues(what, count) ?? throw Refuse($"it has no {what}, and should have {count} values.");

    /// <summary>Reads what <see cref="CheckpointFile.WriteArray"/> wrote; null where that was null.</summary>
    /// <inheritdoc cref="ReadValues"/>
    public float[]? ReadOptionalValues(string what, long count)
    {
        int length = ReadInt32();
        if (length == -1)
        {
            return null;
        }

        if (length != count)
        {
            throw Refuse($"its {what} should have {count} values, and has {length}.");
        }

        Require((long)length * sizeof(float));
        var values = new float[length];
        content.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Reads bytes, with their number before; null where that is −1.</summary>
    public byte[]? ReadBlock()
    {
        int length = ReadInt32();
        if (length == -1)
        {
            return null;
        }

        Require(length);
        return ReadBytes(length);
    }

    /// <summary>A reader of bytes that the file has within.</summary>
    public ContentReader CreateReader(byte[] block) => new(new MemoryStream(block), file);

    /// <summary>Throws unless all has been read.</summary>
    public void RequireEnd()
    {
        if (Remaining > 0)
        {
            throw Refuse($"{Remaining} bytes follow after its end at byte {Position}.");
        }
    }

    /// <summary>Builds something as the file says, and turns what does not go together into the file's exception.</summary>
    public T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception error) when (error is ArgumentException or ValidationException or NotSupportedException or OverflowException or InvalidDataException)
        {
            throw Refuse($"what it describes cannot be built. {error.Message}", error);
        }
    }

    private void Require(long bytes)
    {
        if (bytes < 0 || bytes > Remaining)
        {
            throw Refuse($"{bytes} bytes should follow at byte {Position}, and {Remaining} do.");
        }
    }
}
