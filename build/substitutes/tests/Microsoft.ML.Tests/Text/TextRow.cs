using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Text;

internal sealed class TextRow
{
    [LoadColumn(0)]
    public float Label;

    [LoadColumn(1, 3)]
    public float[]? F;

    [LoadColumn(4)]
    public string? S;

    [LoadColumn(5)]
    [KeyType(3)]
    public uint K;

    [LoadColumn(6)]
    public bool B { get; set; }
}
