namespace Microsoft.ML;

internal static class ReaderExtensions
{
    /// <summary>A number of things that follow, which cannot be more than the bytes that are left.</summary>
    public static int ReadCount(this BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count < 0 || count > reader.BaseStream.Length - reader.BaseStream.Position)
            throw Contracts.ExceptDecode($"Corrupt model file: a count of {count}");
        return count;
    }

    public static T[] ReadValues<T>(this BinaryReader reader)
    {
        var values = new T[reader.ReadCount()];
        for (int i = 0; i < values.Length; i++)
            ValueCodec<T>.Instance.Read(reader, ref values[i]);
        return values;
    }

    public static void WriteValues<T>(this BinaryWriter writer, ReadOnlySpan<T> values)
    {
        writer.Write(values.Length);
        foreach (ref readonly T value in values)
            ValueCodec<T>.Instance.Write(writer, in value);
    }

    public static string ReadStringOrNull(this BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    public static void WriteStringOrNull(this BinaryWriter writer, string value)
    {
        writer.Write(value != null);
        if (value != null)
            writer.Write(value);
    }
}
