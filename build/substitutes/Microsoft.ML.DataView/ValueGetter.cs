namespace Microsoft.ML;

/// <summary>Writes the value of a column at the row's current position into <paramref name="value"/>, reusing its buffers.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
