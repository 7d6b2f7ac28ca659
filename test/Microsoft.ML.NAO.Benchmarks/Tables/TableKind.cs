namespace Microsoft.ML.NAO.Benchmarks.Tables;

/// <summary>What is predicted of a table's rows.</summary>
internal enum TableKind
{
    /// <summary>One of several classes.</summary>
    Multiclass,

    /// <summary>One of two classes.</summary>
    Binary,

    /// <summary>A value.</summary>
    Regression,
}
