namespace Microsoft.ML.Data;

/// <summary>The number of values that a key can have; null for as many as its type holds.</summary>
public sealed class KeyCount
{
    public ulong? Count;

    public KeyCount()
    {
    }

    public KeyCount(ulong count) => Count = count;
}
