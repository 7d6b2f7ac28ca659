namespace Microsoft.ML.NAO.Networks;

/// <summary>What a network costs, counted from its structure.</summary>
/// <param name="Parameters">The number of trained values, without an auxiliary classifier.</param>
/// <param name="MultiplyAdds">The multiplications with addition that one image takes at inference, in convolutions and linear layers.</param>
/// <param name="Cells">The number of cells.</param>
public sealed record NetworkStatistics(long Parameters, long MultiplyAdds, int Cells)
{
    // A weight, its gradient, and AdamW's two moments; momentum has one.
    private const int ValuesPerParameter = 4;

    /// <summary>The numbers of all values between the layers that one image has, which a training keeps until their gradients are computed.</summary>
    public long Activations { get; init; }

    /// <summary>
    /// Estimates the memory that a training takes: weights, gradients, the optimizer's two moments and the values between the layers.
    /// libtorch itself, the images and the working memory of its operations come on top.
    /// </summary>
    /// <param name="batchSize">The number of images in each step.</param>
    /// <returns>Bytes.</returns>
    public long EstimateTrainingMemory(int batchSize) => sizeof(float) * ((ValuesPerParameter * Parameters) + (batchSize * Activations));
}
