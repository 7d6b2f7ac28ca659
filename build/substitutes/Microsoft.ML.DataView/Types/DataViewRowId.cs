using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>A row's identity. The steps are those of MurmurHash3 for 128 bits, so that derived ids do not collide in practice.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;

    public readonly ulong High;

    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public int CompareTo(DataViewRowId other)
    {
        int byHigh = High.CompareTo(other.High);
        return byHigh == 0 ? Low.CompareTo(other.Low) : byHigh;
    }

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode()
        => (int)((uint)Low ^ (uint)(Low >> 32) ^ (uint)(High << 7) ^ (uint)(High >> 57) ^ (uint)(High >> 25));

    public override string ToString() => $"{High:x16}{Low:x16}";

    /// <summary>The id of a row made from this one, as if the block (1, 0) had been hashed after it.</summary>
    public DataViewRowId Fork()
    {
        DataViewRowId next = Next();
        return new DataViewRowId(next.Low ^ (BitOperations.RotateLeft(C1, 31) * C2), next.High);
    }

    /// <summary>The id as if the block (0, 0) had been hashed after it.</summary>
    public DataViewRowId Next()
    {
        ulong low = (BitOperations.RotateLeft(Low, 27) + High) * 5 + 0x52dce729;
        ulong high = (BitOperations.RotateLeft(High, 31) + low) * 5 + 0x38495ab5;
        return new DataViewRowId(low, high);
    }

    /// <summary>The id as if the other's fork had been hashed after it.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        DataViewRowId block = other.Fork();
        ulong low = Low ^ (BitOperations.RotateLeft(block.Low * C1, 31) * C2);
        low = (BitOperations.RotateLeft(low, 27) + High) * 5 + 0x52dce729;
        ulong high = High ^ (BitOperations.RotateLeft(block.High * C2, 33) * C1);
        high = (BitOperations.RotateLeft(high, 31) + low) * 5 + 0x38495ab5;
        return new DataViewRowId(low, high);
    }
}
