using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>The conversions between types of values that the real package has, and no others.</summary>
internal static class ValueConversions
{
    private static readonly Dictionary<(Type, Type), Delegate> _standard = [];

    static ValueConversions()
    {
        AddSigned<sbyte>();
        AddSigned<short>();
        AddSigned<int>();
        AddSigned<long>();
        AddUnsigned<byte>();
        AddUnsigned<ushort>();
        AddUnsigned<uint>();
        AddUnsigned<ulong>();
        AddReals();
        AddBooleans();
        AddTimes();
        AddRowIds();
        AddText();
    }

    /// <summary>The conversion between two types of items, or null.</summary>
    public static Delegate GetOrNull(DataViewType source, DataViewType destination)
    {
        if (source is KeyDataViewType keySource)
        {
            if (destination is KeyDataViewType keyDestination)
            {
                if (keySource.Count != keyDestination.Count)
                    return null;
            }
            else if (!KeyDataViewType.IsValidDataType(destination.RawType) || keySource.Count > Largest(destination.RawType))
            {
                return null;
            }
        }
        else if (destination is KeyDataViewType key)
        {
            return source is TextDataViewType ? Generic.Invoke(KeyFromText<int>, key.RawType, key) : null;
        }

        return _standard.GetValueOrDefault((source.RawType, destination.RawType));
    }

    public static ValueMapper<TSrc, TDst> Get<TSrc, TDst>(DataViewType source, DataViewType destination)
        => (ValueMapper<TSrc, TDst>)(GetOrNull(source, destination)
            ?? throw Contracts.Except($"No standard conversion from '{source}' to '{destination}'"));

    /// <summary>The largest value that an unsigned integer holds.</summary>
    public static ulong Largest(Type type)
        => type == typeof(byte) ? byte.MaxValue
            : type == typeof(ushort) ? ushort.MaxValue
            : type == typeof(uint) ? uint.MaxValue
            : ulong.MaxValue;

    private static void Add<TSrc, TDst>(Func<TSrc, TDst> convert)
        => _standard[(typeof(TSrc), typeof(TDst))] = (ValueMapper<TSrc, TDst>)((in TSrc source, ref TDst destination) => destination = convert(source));

    private static void AddSigned<T>()
        where T : INumber<T>
    {
        Add<T, sbyte>(sbyte.CreateTruncating);
        Add<T, short>(short.CreateTruncating);
        Add<T, int>(int.CreateTruncating);
        Add<T, long>(long.CreateTruncating);
        AddFromInteger<T>();
    }

    private static void AddUnsigned<T>()
        where T : INumber<T>
    {
        Add<T, byte>(value => OrZero<byte>(ulong.CreateTruncating(value)));
        Add<T, ushort>(value => OrZero<ushort>(ulong.CreateTruncating(value)));
        Add<T, uint>(value => OrZero<uint>(ulong.CreateTruncating(value)));
        Add<T, ulong>(ulong.CreateTruncating);
        Add<T, DataViewRowId>(value => new DataViewRowId(ulong.CreateTruncating(value), 0));
        AddFromInteger<T>();
    }

    private static void AddFromInteger<T>()
        where T : INumber<T>
    {
        Add<T, float>(float.CreateTruncating);
        Add<T, double>(double.CreateTruncating);
        Add<T, bool>(value => !T.IsZero(value));
        Add<T, ReadOnlyMemory<char>>(value => value.ToString(null, CultureInfo.InvariantCulture).AsMemory());
    }

    // A key that is too large for its new type is missing, not another key.
    private static T OrZero<T>(ulong value)
        where T : INumber<T>, IMinMaxValue<T>
        => value <= ulong.CreateTruncating(T.MaxValue) ? T.CreateTruncating(value) : T.Zero;

    private static void AddReals()
    {
        Add<float, float>(value => value);
        Add<float, double>(value => value);
        Add<float, bool>(value => value != 0);
        Add<float, ReadOnlyMemory<char>>(value => value.ToString("G7", CultureInfo.InvariantCulture).AsMemory());
        Add<double, float>(value => (float)value);
        Add<double, double>(value => value);
        Add<double, bool>(value => value != 0);
        Add<double, ReadOnlyMemory<char>>(value => value.ToString("G17", CultureInfo.InvariantCulture).AsMemory());
    }

    private static void AddBooleans()
    {
        Add<bool, sbyte>(value => value ? (sbyte)1 : (sbyte)0);
        Add<bool, short>(value => value ? (short)1 : (short)0);
        Add<bool, int>(value => value ? 1 : 0);
        Add<bool, long>(value => value ? 1 : 0);
        Add<bool, float>(value => value ? 1 : 0);
        Add<bool, double>(value => value ? 1 : 0);
        Add<bool, bool>(value => value);
        Add<bool, ReadOnlyMemory<char>>(value => value.ToString().AsMemory());
    }

    private static void AddTimes()
    {
        Add<TimeSpan, long>(value => value.Ticks);
        Add<TimeSpan, float>(value => value.Ticks);
        Add<TimeSpan, double>(value => value.Ticks);
        Add<TimeSpan, ReadOnlyMemory<char>>(value => value.ToString("c", CultureInfo.InvariantCulture).AsMemory());
        Add<DateTime, long>(value => value.Ticks);
        Add<DateTime, float>(value => value.Ticks);
        Add<DateTime, double>(value => value.Ticks);
        Add<DateTime, DateTime>(value => value);
        Add<DateTime, ReadOnlyMemory<char>>(value => value.ToString("o", CultureInfo.InvariantCulture).AsMemory());
        Add<DateTimeOffset, long>(value => value.UtcTicks);
        Add<DateTimeOffset, float>(value => value.UtcTicks);
        Add<DateTimeOffset, double>(value => value.UtcTicks);
        Add<DateTimeOffset, ReadOnlyMemory<char>>(value => value.ToString("o", CultureInfo.InvariantCulture).AsMemory());
    }

    private static void AddRowIds()
    {
        Add<DataViewRowId, byte>(value => value.High == 0 ? OrZero<byte>(value.Low) : (byte)0);
        Add<DataViewRowId, ushort>(value => value.High == 0 ? OrZero<ushort>(value.Low) : (ushort)0);
        Add<DataViewRowId, uint>(value => value.High == 0 ? OrZero<uint>(value.Low) : 0);
        Add<DataViewRowId, ulong>(value => value.High == 0 ? value.Low : 0);
        Add<DataViewRowId, ReadOnlyMemory<char>>(value => $"0x{value.High:x16}{value.Low:x16}".AsMemory());
    }

    private static void AddText()
    {
        Add<ReadOnlyMemory<char>, sbyte>(text => TextParsing.SignedOrThrow<sbyte>(text.Span, "sbyte"));
        Add<ReadOnlyMemory<char>, short>(text => TextParsing.SignedOrThrow<short>(text.Span, "short"));
        Add<ReadOnlyMemory<char>, int>(text => TextParsing.SignedOrThrow<int>(text.Span, "int"));
        Add<ReadOnlyMemory<char>, long>(text => TextParsing.SignedOrThrow<long>(text.Span, "long"));
        Add<ReadOnlyMemory<char>, byte>(text => TextParsing.TryUnsigned(text.Span, out byte value) ? value : (byte)0);
        Add<ReadOnlyMemory<char>, ushort>(text => TextParsing.TryUnsigned(text.Span, out ushort value) ? value : (ushort)0);
        Add<ReadOnlyMemory<char>, uint>(text => TextParsing.TryUnsigned(text.Span, out uint value) ? value : 0);
        Add<ReadOnlyMemory<char>, ulong>(text => TextParsing.TryUnsigned(text.Span, out ulong value) ? value : 0);
        Add<ReadOnlyMemory<char>, float>(text => TextParsing.TryReal(text.Span, out double value) ? (float)value : float.NaN);
        Add<ReadOnlyMemory<char>, double>(text => TextParsing.TryReal(text.Span, out double value) ? value : double.NaN);
        Add<ReadOnlyMemory<char>, ReadOnlyMemory<char>>(text => text);
        Add<ReadOnlyMemory<char>, bool>(text => TextParsing.TryBoolean(text.Span, out bool value) && value);
        Add<ReadOnlyMemory<char>, TimeSpan>(text => TextParsing.TryTimeSpan(text.Span, out TimeSpan value) ? value : default);
        Add<ReadOnlyMemory<char>, DateTime>(text => TextParsing.TryDateTime(text.Span, out DateTime value) ? value : default);
        Add<ReadOnlyMemory<char>, DateTimeOffset>(text => TextParsing.TryDateTimeOffset(text.Span, out DateTimeOffset value) ? value : default);
    }

    private static Delegate KeyFromText<T>(KeyDataViewType type)
    {
        Func<ulong, T> narrow = Keys.Narrower<T>();
        return (ValueMapper<ReadOnlyMemory<char>, T>)((in ReadOnlyMemory<char> source, ref T destination)
            => destination = TextParsing.TryKey(source.Span, type.Count, out ulong key) ? narrow(key) : default);
    }
}
