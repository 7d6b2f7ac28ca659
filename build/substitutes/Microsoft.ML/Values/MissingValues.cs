namespace Microsoft.ML.Data;

/// <summary>What is missing: NaN, and a key of 0.</summary>
internal static class MissingValues
{
    public delegate bool Test<T>(in T value);

    public static bool AreSupported(DataViewType type)
        => type.GetItemType().IsStandardNumber() || type.GetItemType() is KeyDataViewType;

    /// <summary>NaN for reals; other types have no missing value, and give their default.</summary>
    public static T MissingOrDefault<T>()
    {
        if (typeof(T) == typeof(float))
            return (T)(object)float.NaN;
        return typeof(T) == typeof(double) ? (T)(object)double.NaN : default;
    }

    /// <summary>Whether a value of a column's item type is missing.</summary>
    public static Test<T> OfItem<T>(DataViewType itemType)
    {
        if (typeof(T) == typeof(float))
            return (Test<T>)(object)(Test<float>)((in float value) => float.IsNaN(value));
        if (typeof(T) == typeof(double))
            return (Test<T>)(object)(Test<double>)((in double value) => double.IsNaN(value));
        if (itemType is KeyDataViewType)
            return (in T value) => EqualityComparer<T>.Default.Equals(value, default);
        return (in T value) => false;
    }

    /// <summary>Whether a vector has a missing value. An implicit value of a sparse vector of keys is missing.</summary>
    public static Test<VBuffer<T>> OfVector<T>(VectorDataViewType type)
    {
        Test<T> test = OfItem<T>(type.ItemType);
        bool defaultIsMissing = type.ItemType is KeyDataViewType;
        return (in VBuffer<T> value) =>
        {
            if (defaultIsMissing && !value.IsDense)
                return true;
            foreach (ref readonly T item in value.GetValues())
            {
                if (test(in item))
                    return true;
            }

            return false;
        };
    }
}
