namespace Microsoft.ML.Data;

/// <summary>Copies a value so that the copy shares no buffer with it.</summary>
internal static class ValueCopy<T>
{
    private delegate void Copier(ref T source, ref T destination);

    private static readonly Copier _copy = Make();

    public static void Copy(ref T source, ref T destination) => _copy(ref source, ref destination);

    /// <summary>A getter of a value that never changes.</summary>
    public static ValueGetter<T> GetterOf(T value) => (ref T destination) => _copy(ref value, ref destination);

    private static Copier Make()
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
        {
            return typeof(ValueCopy<T>).GetMethod(nameof(CopyVector), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
                .MakeGenericMethod(typeof(T).GetGenericArguments())
                .CreateDelegate<Copier>();
        }

        return (ref T source, ref T destination) => destination = source;
    }

    private static void CopyVector<TItem>(ref VBuffer<TItem> source, ref VBuffer<TItem> destination) => source.CopyTo(ref destination);
}
