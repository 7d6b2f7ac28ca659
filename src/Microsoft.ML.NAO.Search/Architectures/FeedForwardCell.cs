using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>What stands between the inputs and the outputs of a feed-forward network: blocks of one width, one after the other.</summary>
/// <remarks>Without a block, a linear layer leads from the inputs to the outputs, and the width has no effect.</remarks>
public sealed class FeedForwardCell
{
    /// <summary>Creates a cell.</summary>
    /// <param name="width">The number of units that each block gives, at least 1.</param>
    /// <param name="blocks">The blocks in order; there may be none.</param>
    /// <exception cref="ArgumentException">The width is not positive, or a dropout is not a probability below 1.</exception>
    public FeedForwardCell(int width, params ReadOnlySpan<FeedForwardBlock> blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        for (int b = 0; b < blocks.Length; b++)
        {
            if (blocks[b].Dropout is not (>= 0 and < 1))
            {
                throw new ArgumentException($"Block {b + 1} has a dropout of {blocks[b].Dropout}; it must be at least 0 and below 1.", nameof(blocks));
            }
        }

        Width = width;
        Blocks = [.. blocks];
    }

    /// <summary>The number of units that each block gives.</summary>
    public int Width { get; }

    /// <summary>The blocks in order.</summary>
    public ImmutableArray<FeedForwardBlock> Blocks { get; }
}
