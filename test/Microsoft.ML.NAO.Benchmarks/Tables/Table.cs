namespace Microsoft.ML.NAO.Benchmarks.Tables;

/// <summary>Rows to train on and to test.</summary>
/// <param name="Kind">What is predicted.</param>
/// <param name="Train">The training rows.</param>
/// <param name="Test">The test rows.</param>
internal sealed record Table(TableKind Kind, TableRow[] Train, TableRow[] Test)
{
    /// <summary>The number of features of a row.</summary>
    public int Width => Train[0].Features.Length;
}
