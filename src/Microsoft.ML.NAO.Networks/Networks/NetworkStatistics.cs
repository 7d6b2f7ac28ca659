namespace Microsoft.ML.NAO.Networks;

/// <summary>What a network costs, counted from its structure.</summary>
/// <param name="Parameters">The number of trained values, without an auxiliary classifier.</param>
/// <param name="MultiplyAdds">The multiplications with addition that one image takes at inference, in convolutions and linear layers.</param>
/// <param name="Cells">The number of cells.</param>
public sealed record NetworkStatistics(long Parameters, long MultiplyAdds, int Cells);
