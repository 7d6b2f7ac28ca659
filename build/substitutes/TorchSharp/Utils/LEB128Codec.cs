namespace TorchSharp.Utils;

/// <summary>Non-negative numbers in groups of seven bits, the lowest first; the highest bit says that more follow.</summary>
internal static class LEB128Codec
{
    internal static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        do
        {
            var group = (byte)(value & 0x7f);
            value >>= 7;
            writer.Write(value == 0 ? group : (byte)(group | 0x80));
        }
        while (value != 0);
    }

    internal static long Decode(this BinaryReader reader)
    {
        long result = 0;
        for (int shift = 0; ; shift += 7)
        {
            long group = reader.ReadByte();
            result |= (group & 0x7f) << shift;
            if ((group & 0x80) == 0)
            {
                return result;
            }
        }
    }
}
