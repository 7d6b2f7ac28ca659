namespace Microsoft.ML.Data;

/// <summary>Fields from one to before another; with no end, all that the line has.</summary>
internal readonly record struct TextSegment(int Min, int? Lim, bool ForceVector)
{
    public int Size => (Lim ?? Min) - Min;
}
