namespace Microsoft.ML.Data;

/// <summary>Compares text by its characters.</summary>
internal sealed class TextComparer : IEqualityComparer<ReadOnlyMemory<char>>, IComparer<ReadOnlyMemory<char>>
{
    public static TextComparer Instance { get; } = new();

    public static IEqualityComparer<T> EqualityFor<T>() => Instance as IEqualityComparer<T> ?? EqualityComparer<T>.Default;

    public static IComparer<T> OrderFor<T>() => Instance as IComparer<T> ?? Comparer<T>.Default;

    public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span);

    public int Compare(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.CompareTo(y.Span, StringComparison.Ordinal);
}
