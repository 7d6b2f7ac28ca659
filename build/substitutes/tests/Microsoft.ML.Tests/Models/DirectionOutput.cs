namespace Substitutes.Tests.MachineLearning.Models;

internal sealed class DirectionOutput
{
    public float A;

    public uint K;

    public float[]? N;

    public string? V;
}
