using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>
/// Creates the layers of feed-forward networks (Gorishniy et al., "Revisiting deep learning models for tabular data", NeurIPS 2021,
/// sections 3.1 and 3.2).
/// </summary>
internal sealed class BlockLayers(WeightInitializer initializer, RandomMasks masks, int hiddenMultiplier)
{
    /// <summary>All layers from standardized features to outputs.</summary>
    /// <param name="cell">The blocks.</param>
    /// <param name="inputs">The number of features.</param>
    /// <param name="outputs">The number of outputs.</param>
    public LayerSequence Create(FeedForwardCell cell, int inputs, int outputs)
    {
        var layers = new List<Layer>();
        int width = inputs;
        foreach (FeedForwardBlock block in cell.Blocks)
        {
            layers.AddRange(block.Operation switch
            {
                FeedForwardOperationNames.Linear => CreateLinear(block, width, cell.Width),
                FeedForwardOperationNames.Residual when layers.Count == 0 =>
                    [new LinearLayer(initializer, inputs, cell.Width), CreateResidual(block, cell.Width)],
                FeedForwardOperationNames.Residual => [CreateResidual(block, cell.Width)],
                _ => throw new ArgumentException($"'{block.Operation}' is not an operation of feed-forward networks.", nameof(cell)),
            });
            width = cell.Width;
        }

        // What residual blocks add up has been neither normalized nor activated.
        if (cell.Blocks.LastOrDefault() is { Operation: FeedForwardOperationNames.Residual } last)
        {
            layers.AddRange([.. Normalize(last, width), new ActivationLayer(last.Activation)]);
        }

        return new LayerSequence("Layers", [.. layers, new LinearLayer(initializer, width, outputs, isZero: true)]);
    }

    private IEnumerable<Layer> CreateLinear(FeedForwardBlock block, int inputs, int outputs) =>
        [new LinearLayer(initializer, inputs, outputs), .. Normalize(block, outputs), new ActivationLayer(block.Activation), .. Drop(block)];

    private ResidualBlock CreateResidual(FeedForwardBlock block, int width) => new(new LayerSequence(
        "Branch",
        [
            .. Normalize(block, width),
            new LinearLayer(initializer, width, hiddenMultiplier * width),
            new ActivationLayer(block.Activation),
            .. Drop(block),
            new LinearLayer(initializer, hiddenMultiplier * width, width, isZero: true),
        ]));

    private IEnumerable<Layer> Normalize(FeedForwardBlock block, int size) => block.Normalization switch
    {
        NormalizationNames.None => [],
        NormalizationNames.Batch => [new BatchNormalization(initializer, size)],
        NormalizationNames.Layer => [new LayerNormalization(initializer, size)],
        _ => throw new ArgumentException($"'{block.Normalization}' is not a normalization of feed-forward networks.", nameof(block)),
    };

    private IEnumerable<Layer> Drop(FeedForwardBlock block) => block.Dropout > 0 ? [new DropoutLayer(block.Dropout, masks)] : [];
}
