namespace Microsoft.ML.OnnxRuntime;

/// <summary>Values that are released together.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public interface IDisposableReadOnlyCollection<T> : IReadOnlyList<T>, IDisposable
{
}
