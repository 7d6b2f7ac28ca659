namespace ModelConsumer;

/// <summary>A row, with the labels of all tasks.</summary>
internal sealed class Row
{
    public float[] Features { get; set; } = [];

    public string Text { get; set; } = "";

    public string Class { get; set; } = "";

    public bool Positive { get; set; }

    public float Value { get; set; }
}
