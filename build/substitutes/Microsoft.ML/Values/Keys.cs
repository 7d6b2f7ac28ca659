namespace Microsoft.ML.Data;

/// <summary>Raw values of keys, whatever integer holds them.</summary>
internal static class Keys
{
    public static Func<T, ulong> Widener<T>()
    {
        if (typeof(T) == typeof(byte))
            return (Func<T, ulong>)(object)(Func<byte, ulong>)(value => value);
        if (typeof(T) == typeof(ushort))
            return (Func<T, ulong>)(object)(Func<ushort, ulong>)(value => value);
        if (typeof(T) == typeof(uint))
            return (Func<T, ulong>)(object)(Func<uint, ulong>)(value => value);
        if (typeof(T) == typeof(ulong))
            return (Func<T, ulong>)(object)(Func<ulong, ulong>)(value => value);
        throw Contracts.Except($"'{typeof(T)}' cannot hold a key");
    }

    public static Func<ulong, T> Narrower<T>()
    {
        if (typeof(T) == typeof(byte))
            return (Func<ulong, T>)(object)(Func<ulong, byte>)(value => (byte)value);
        if (typeof(T) == typeof(ushort))
            return (Func<ulong, T>)(object)(Func<ulong, ushort>)(value => (ushort)value);
        if (typeof(T) == typeof(uint))
            return (Func<ulong, T>)(object)(Func<ulong, uint>)(value => (uint)value);
        if (typeof(T) == typeof(ulong))
            return (Func<ulong, T>)(object)(Func<ulong, ulong>)(value => value);
        throw Contracts.Except($"'{typeof(T)}' cannot hold a key");
    }
}
