namespace Microsoft.ML.Data;

/// <summary>A class out of a fixed number: the raw value is 1-based, and 0 is missing.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (!IsValidDataType(type))
            throw new ArgumentOutOfRangeException(nameof(type), "Type is not valid, it must be Byte, UInt16, UInt32, or UInt64.");
        if (count == 0 || count > Largest(type))
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                $"The cardinality of a {nameof(KeyDataViewType)} must not exceed {type.Name}.MaxValue and must be strictly positive, but got {count}.");
        }

        Count = count;
    }

    public KeyDataViewType(Type type, int count)
        : this(type, (ulong)count)
        => Check.Param(count > 0, nameof(count), "The cardinality of a " + nameof(KeyDataViewType) + " must be strictly positive.");

    public ulong Count { get; }

    public static bool IsValidDataType(Type type)
        => type == typeof(uint) || type == typeof(ulong) || type == typeof(ushort) || type == typeof(byte);

    public override bool Equals(DataViewType other)
        => ReferenceEquals(this, other) || (other is KeyDataViewType key && key.RawType == RawType && key.Count == Count);

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong Largest(Type type)
    {
        if (type == typeof(byte))
            return byte.MaxValue;
        if (type == typeof(ushort))
            return ushort.MaxValue;
        return type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
    }
}
