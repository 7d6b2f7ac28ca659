namespace Microsoft.ML.NAO.Benchmarks.Tables;

/// <summary>A row. Which label counts depends on the table's kind.</summary>
internal sealed class TableRow
{
    public float[] Features { get; set; } = [];

    public string Class { get; set; } = "none";

    public bool Positive { get; set; }

    public float Value { get; set; }
}
