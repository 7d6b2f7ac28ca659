using System.Runtime.CompilerServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.Hashing;

/// <summary>Hashes values of one type into keys of a number of bits; what is missing stays missing.</summary>
internal sealed class ValueHasher<T>
{
    /// <summary>Goes on with a hash over a value; false where the value is missing.</summary>
    private delegate bool Step(ref uint hash, in T value);

    private readonly Step _step;
    private readonly int _bytes;
    private readonly uint _mask;

    public ValueHasher(DataViewType itemType, int numberOfBits)
    {
        (_step, _bytes) = StepOf(itemType);
        _mask = (1U << numberOfBits) - 1;
    }

    /// <summary>The raw key of one value.</summary>
    public uint Hash(uint seed, in T value)
    {
        uint hash = seed;
        if (!_step(ref hash, in value))
            return 0;
        return ((typeof(T) == typeof(ReadOnlyMemory<char>) ? hash : Murmur.Mix(hash, _bytes)) & _mask) + 1;
    }

    /// <summary>The raw key of a vector as a whole: missing where one of its values is.</summary>
    public uint HashAll(uint seed, in VBuffer<T> values)
    {
        uint hash = seed;
        if (values.IsDense)
        {
            foreach (ref readonly T value in values.GetValues())
            {
                if (!_step(ref hash, in value))
                    return 0;
            }
        }
        else
        {
            foreach (T value in values.DenseValues())
            {
                if (!_step(ref hash, in value))
                    return 0;
            }
        }

        // For row ids the real package counts four bytes a value, though it hashes each alone as sixteen.
        int bytes = typeof(T) == typeof(DataViewRowId) ? 4 : _bytes;
        return ((typeof(T) == typeof(ReadOnlyMemory<char>) ? hash : Murmur.Mix(hash, values.Length * bytes)) & _mask) + 1;
    }

    private static (Step Step, int Bytes) StepOf(DataViewType itemType)
    {
        bool isKey = itemType is KeyDataViewType;
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (HashText, 0);
        if (typeof(T) == typeof(float))
            return (HashSingle, sizeof(float));
        if (typeof(T) == typeof(double))
            return (HashDouble, sizeof(double));
        if (typeof(T) == typeof(ulong) || typeof(T) == typeof(long))
            return (isKey ? HashLongKey : HashLong, sizeof(ulong));
        if (typeof(T) == typeof(DataViewRowId))
            return (HashRowId, 2 * sizeof(ulong));
        return (isKey ? HashIntegerKey : HashInteger, sizeof(uint));
    }

    private static bool HashText(ref uint hash, in T value)
    {
        ReadOnlySpan<char> text = As<ReadOnlyMemory<char>>(in value).Span;
        if (text.IsEmpty)
            return false;
        hash = Murmur.Text(hash, text.Trim(' '));
        return true;
    }

    private static bool HashSingle(ref uint hash, in T value)
    {
        float number = As<float>(in value);
        hash = Murmur.Round(hash, BitConverter.SingleToUInt32Bits(number == 0 ? 0 : number));
        return !float.IsNaN(number);
    }

    private static bool HashDouble(ref uint hash, in T value)
    {
        double number = As<double>(in value);
        hash = TwoRounds(hash, BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number));
        return !double.IsNaN(number);
    }

    private static bool HashLong(ref uint hash, in T value)
    {
        hash = TwoRounds(hash, As<ulong>(in value));
        return true;
    }

    private static bool HashLongKey(ref uint hash, in T value)
    {
        hash = TwoRounds(hash, As<ulong>(in value));
        return As<ulong>(in value) != 0;
    }

    // The lower 32 bits are all that the real package takes of an id.
    private static bool HashRowId(ref uint hash, in T value)
    {
        hash = Murmur.Round(hash, (uint)As<DataViewRowId>(in value).Low);
        return true;
    }

    private static bool HashInteger(ref uint hash, in T value)
    {
        hash = Murmur.Round(hash, Widen(in value));
        return true;
    }

    private static bool HashIntegerKey(ref uint hash, in T value)
    {
        uint key = Widen(in value);
        hash = Murmur.Round(hash, key);
        return key != 0;
    }

    private static uint TwoRounds(uint hash, ulong value) => Murmur.Round(Murmur.Round(hash, (uint)value), (uint)(value >> 32));

    private static uint Widen(in T value)
    {
        if (typeof(T) == typeof(sbyte))
            return (uint)As<sbyte>(in value);
        if (typeof(T) == typeof(short))
            return (uint)As<short>(in value);
        return Unsafe.SizeOf<T>() switch
        {
            1 => As<byte>(in value),
            2 => As<ushort>(in value),
            _ => As<uint>(in value),
        };
    }

    private static TOther As<TOther>(in T value) => Unsafe.As<T, TOther>(ref Unsafe.AsRef(in value));
}
