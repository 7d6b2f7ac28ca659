using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>How values are written where key values are asked for as text.</summary>
internal static class KeyTexts
{
    public static Func<T, ReadOnlyMemory<char>> Of<T>(DataViewType type)
    {
        // True and false are written as 1 and 0, a key as its 0-based number.
        if (type is BooleanDataViewType)
            return value => ((bool)(object)value ? "1" : "0").AsMemory();
        if (typeof(T) == typeof(float))
            return value => ((float)(object)value).ToString("R", System.Globalization.CultureInfo.InvariantCulture).AsMemory();
        if (type is KeyDataViewType key)
        {
            Func<T, ulong> widen = Keys.Widener<T>();
            return value => widen(value) is > 0 and ulong raw && raw <= key.Count
                ? (raw - 1).ToString(System.Globalization.CultureInfo.InvariantCulture).AsMemory()
                : default;
        }

        ValueMapper<T, ReadOnlyMemory<char>> convert = ValueConversions.Get<T, ReadOnlyMemory<char>>(type, TextDataViewType.Instance);
        return value =>
        {
            ReadOnlyMemory<char> text = default;
            convert(in value, ref text);
            return text;
        };
    }
}
