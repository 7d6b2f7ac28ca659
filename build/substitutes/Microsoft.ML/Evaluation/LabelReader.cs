namespace Microsoft.ML.Data;

/// <summary>Reads a label column as numbers: 0 and 1 for booleans, from 0 for keys, NaN where the label is missing.</summary>
internal static class LabelReader
{
    public static ValueGetter<float> GetGetter(DataViewRow row, DataViewSchema.Column label)
    {
        switch (label.Type)
        {
            case NumberDataViewType when label.Type == NumberDataViewType.Single:
                return row.GetGetter<float>(label);
            case NumberDataViewType when label.Type == NumberDataViewType.Double:
                return Convert(row.GetGetter<double>(label), value => (float)value);
            case BooleanDataViewType:
                return Convert(row.GetGetter<bool>(label), value => value ? 1f : 0f);
            case KeyDataViewType key:
                return KeyGetter(row, label, key);
            default:
                throw new InvalidOperationException("Only floating point number, boolean, and key type values can be used as label.");
        }
    }

    private static ValueGetter<float> KeyGetter(DataViewRow row, DataViewSchema.Column label, KeyDataViewType key)
    {
        ulong count = key.Count;
        float Index(ulong value) => value > 0 && value <= count ? value - 1 : float.NaN;

        if (key.RawType == typeof(byte))
            return Convert(row.GetGetter<byte>(label), value => Index(value));
        if (key.RawType == typeof(ushort))
            return Convert(row.GetGetter<ushort>(label), value => Index(value));
        return key.RawType == typeof(uint)
            ? Convert(row.GetGetter<uint>(label), value => Index(value))
            : Convert(row.GetGetter<ulong>(label), Index);
    }

    private static ValueGetter<float> Convert<T>(ValueGetter<T> getter, Func<T, float> convert)
    {
        T value = default;
        return (ref float destination) =>
        {
            getter(ref value);
            destination = convert(value);
        };
    }
}
