using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads a value; false where the text is none.</summary>
internal delegate bool TextParser<T>(ReadOnlyMemory<char> text, out T value);

internal static class TextParsers
{
    public static TextParser<T> For<T>(PrimitiveDataViewType type, TextFormat format)
        => (TextParser<T>)(type is KeyDataViewType key ? Key<T>(key) : Create(type.RawType, format));

    private static Delegate Create(Type type, TextFormat format)
    {
        char marker = format.DecimalMarker;
        bool emptyIsMissing = format.MissingRealsAsNaNs;
        if (type == typeof(float))
        {
            return (TextParser<float>)((ReadOnlyMemory<char> text, out float value) =>
            {
                bool isReal = TextParsing.TryReal(text.Span, out double wide, marker, emptyIsMissing);
                value = isReal ? (float)wide : float.NaN;
                return isReal || TextParsing.IsMissing(text.Span);
            });
        }

        if (type == typeof(double))
        {
            return (TextParser<double>)((ReadOnlyMemory<char> text, out double value) =>
            {
                bool isReal = TextParsing.TryReal(text.Span, out value, marker, emptyIsMissing);
                value = isReal ? value : double.NaN;
                return isReal || TextParsing.IsMissing(text.Span);
            });
        }

        if (type == typeof(ReadOnlyMemory<char>))
        {
            return (TextParser<ReadOnlyMemory<char>>)((ReadOnlyMemory<char> text, out ReadOnlyMemory<char> value) =>
            {
                value = text;
                return true;
            });
        }

        return type == typeof(sbyte) ? Signed<sbyte>()
            : type == typeof(short) ? Signed<short>()
            : type == typeof(int) ? Signed<int>()
            : type == typeof(long) ? Signed<long>()
            : type == typeof(byte) ? Unsigned<byte>()
            : type == typeof(ushort) ? Unsigned<ushort>()
            : type == typeof(uint) ? Unsigned<uint>()
            : type == typeof(ulong) ? Unsigned<ulong>()
            : type == typeof(bool) ? (TextParser<bool>)((ReadOnlyMemory<char> text, out bool value) => TextParsing.TryBoolean(text.Span, out value))
            : type == typeof(TimeSpan) ? (TextParser<TimeSpan>)((ReadOnlyMemory<char> text, out TimeSpan value) => TextParsing.TryTimeSpan(text.Span, out value))
            : type == typeof(DateTime) ? (TextParser<DateTime>)((ReadOnlyMemory<char> text, out DateTime value) => TextParsing.TryDateTime(text.Span, out value))
            : (TextParser<DateTimeOffset>)((ReadOnlyMemory<char> text, out DateTimeOffset value) => TextParsing.TryDateTimeOffset(text.Span, out value));
    }

    private static TextParser<T> Signed<T>()
        where T : INumber<T>
        => (ReadOnlyMemory<char> text, out T value) => TextParsing.TrySigned(text.Span, out value);

    private static TextParser<T> Unsigned<T>()
        where T : INumber<T>
        => (ReadOnlyMemory<char> text, out T value) => TextParsing.TryUnsigned(text.Span, out value);

    private static TextParser<T> Key<T>(KeyDataViewType type)
    {
        Func<ulong, T> narrow = Keys.Narrower<T>();
        return (ReadOnlyMemory<char> text, out T value) =>
        {
            bool isKey = TextParsing.TryKey(text.Span, type.Count, out ulong key);
            value = narrow(key);
            return isKey;
        };
    }
}
