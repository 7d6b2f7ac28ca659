using System.Collections.Immutable;
using System.Globalization;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Feed-forward networks for vectors of features: multilayer perceptrons, residual networks, and mixtures of their blocks.
/// </summary>
/// <remarks>
/// <para>
/// The blocks are those of Gorishniy et al., "Revisiting deep learning models for tabular data" (NeurIPS 2021), whose residual network
/// is their strongest simple baseline. The first token is the width of all blocks; then each block has four: its operation (none, so that
/// the depth varies; linear; residual), its activation, its normalization and its dropout. Regularization is searched block by block
/// because its best cocktail differs from one table to the next (Kadra et al., "Well-tuned simple nets excel on tabular datasets",
/// NeurIPS 2021).
/// </para>
/// <para>
/// Two architectures have the same canonical form if they have the same blocks that do something, in the same order: blocks that do
/// nothing stand at the end of it. Without any block the network is a linear model, whatever the width.
/// </para>
/// </remarks>
public sealed class FeedForwardSpace : ArchitectureSpace
{
    /// <summary>The default of the largest number of blocks.</summary>
    /// <remarks>Gorishniy et al. search 1 to 8 layers, and use 2 where they don't search; small tables seldom repay more than four.</remarks>
    public const int DefaultBlockCount = 4;

    /// <summary>The largest number of blocks that a space may have.</summary>
    public const int MaxBlockCount = 16;

    private const int TokensPerBlock = 4;
    private const int FirstWidthToken = 1;

    /// <summary>Creates the space of networks with up to a number of blocks.</summary>
    /// <param name="blockCount">The largest number of blocks, 1 to <see cref="MaxBlockCount"/>.</param>
    public FeedForwardSpace(int blockCount = DefaultBlockCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockCount, MaxBlockCount);
        BlockCount = blockCount;
    }

    /// <summary>The widths to choose from.</summary>
    /// <remarks>
    /// Gorishniy et al. search 64 to 512; the narrower ones are for tables of some hundred rows, and 512 is left out because its blocks take four
    /// times as long as those of 256, minutes a trial on a CPU. The widths do not depend on the number of
    /// features, which says little about what there is to learn: one text column makes more features than a hundred measurements.
    /// </remarks>
    public static ImmutableArray<int> Widths { get; } = [16, 32, 64, 128, 256];

    /// <summary>The operations to choose from; the first does nothing.</summary>
    public static ImmutableArray<string> Operations { get; } = ["none", FeedForwardOperationNames.Linear, FeedForwardOperationNames.Residual];

    /// <summary>The activations to choose from.</summary>
    public static ImmutableArray<string> Activations { get; } =
        [ActivationNames.Relu, ActivationNames.Gelu, ActivationNames.Silu, ActivationNames.Tanh];

    /// <summary>The normalizations to choose from.</summary>
    public static ImmutableArray<string> Normalizations { get; } = [NormalizationNames.None, NormalizationNames.Batch, NormalizationNames.Layer];

    /// <summary>The dropouts to choose from: Gorishniy et al. search 0 to 0.5.</summary>
    public static ImmutableArray<double> DropoutRates { get; } = [0, 0.1, 0.2, 0.5];

    /// <summary>The largest number of blocks of a network.</summary>
    public int BlockCount { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"feed-forward/{BlockCount}-blocks");

    /// <inheritdoc/>
    public override int Length => 1 + (BlockCount * TokensPerBlock);

    /// <inheritdoc/>
    public override int VocabularySize => FirstDropoutToken + DropoutRates.Length;

    private static int FirstOperationToken => FirstWidthToken + Widths.Length;

    private static int FirstActivationToken => FirstOperationToken + Operations.Length;

    private static int FirstNormalizationToken => FirstActivationToken + Activations.Length;

    private static int FirstDropoutToken => FirstNormalizationToken + Normalizations.Length;

    /// <inheritdoc/>
    public override void GetLegalTokens(ReadOnlySpan<int> prefix, Span<bool> legal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prefix.Length, Length, nameof(prefix));
        legal.Clear();
        var (first, count) = prefix.Length == 0
            ? (FirstWidthToken, Widths.Length)
            : ((prefix.Length - 1) % TokensPerBlock) switch
            {
                0 => (FirstOperationToken, Operations.Length),
                1 => (FirstActivationToken, Activations.Length),
                2 => (FirstNormalizationToken, Normalizations.Length),
                _ => (FirstDropoutToken, DropoutRates.Length),
            };
        legal.Slice(first, count).Fill(true);
    }

    /// <inheritdoc/>
    public override Architecture Canonicalize(Architecture architecture)
    {
        var (width, blocks) = Read(architecture);
        FeedForwardCode[] active = Array.FindAll(blocks, block => !block.IsIdle);
        return Encode(active.Length == 0 ? 0 : width, active);
    }

    /// <inheritdoc/>
    public override Architecture SampleSymmetric(Architecture architecture, SymmetrySampling sampling, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (width, blocks) = Read(architecture);
        return sampling switch
        {
            SymmetrySampling.None => architecture,
            SymmetrySampling.OneNodePerCell => Encode(width, MoveOneIdle(blocks, random)),
            SymmetrySampling.EveryNode => Encode(
                Array.TrueForAll(blocks, block => block.IsIdle) ? random.Next(Widths.Length) : width, MoveEveryIdle(blocks, random)),
            _ => throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "Not a way to sample symmetries."),
        };
    }

    /// <summary>The blocks that an architecture describes, without those that do nothing.</summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <exception cref="ArgumentException">It is not legal; the message names the position.</exception>
    public FeedForwardCell Decode(Architecture architecture)
    {
        var (width, blocks) = Read(architecture);
        return new FeedForwardCell(Widths[width], [.. blocks.Where(block => !block.IsIdle).Select(block => new FeedForwardBlock(
            Operations[block.Operation], Activations[block.Activation], Normalizations[block.Normalization], DropoutRates[block.Dropout]))]);
    }

    /// <summary>The architecture that describes blocks; those that do nothing are added at its end.</summary>
    /// <param name="cell">A cell of this space's menus.</param>
    /// <exception cref="ArgumentException">There are too many blocks, or something is not in a menu.</exception>
    public Architecture Encode(FeedForwardCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Blocks.Length <= BlockCount
            ? Encode(
                Find(Widths, cell.Width),
                [.. cell.Blocks.Select(block => new FeedForwardCode(
                    Find(Operations, block.Operation), Find(Activations, block.Activation), Find(Normalizations, block.Normalization), Find(DropoutRates, block.Dropout)))])
            : throw new ArgumentException($"The cell has {cell.Blocks.Length} blocks; the space '{Name}' has at most {BlockCount}.", nameof(cell));

        int Find<T>(ImmutableArray<T> menu, T item) => menu.IndexOf(item) is var index and >= 0
            ? index
            : throw new ArgumentException($"'{item}' is not one of {string.Join(", ", menu)} in the space '{Name}'.", nameof(cell));
    }

    /// <summary>The network as text: <c>width=128 1=residual(relu,batch,0.1) 2=linear(gelu,none,0) 3=none</c>.</summary>
    /// <inheritdoc/>
    public override string Format(Architecture architecture)
    {
        var (width, blocks) = Read(architecture);
        return FeedForwardText.Format(width, blocks);
    }

    /// <inheritdoc/>
    public override Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('=', StringComparison.Ordinal))
        {
            var (width, blocks) = FeedForwardText.Parse(text, BlockCount);
            return Encode(width, blocks);
        }

        var architecture = new Architecture(NumberText.Parse(text, Length));
        return IsLegal(architecture, out string? reason) ? architecture : throw new FormatException(reason);
    }

    private static FeedForwardCode[] MoveOneIdle(FeedForwardCode[] blocks, Random random)
    {
        int[] idle = [.. Enumerable.Range(0, blocks.Length).Where(b => blocks[b].IsIdle)];
        if (idle.Length == 0)
        {
            return blocks;
        }

        List<FeedForwardCode> moved = [.. blocks];
        moved.RemoveAt(idle[random.Next(idle.Length)]);
        moved.Insert(random.Next(blocks.Length), FeedForwardCode.DrawIdle(random));
        return [.. moved];
    }

    private static FeedForwardCode[] MoveEveryIdle(FeedForwardCode[] blocks, Random random)
    {
        bool[] isIdle = [.. blocks.Select(block => block.IsIdle)];
        random.Shuffle(isIdle);
        var active = new Queue<FeedForwardCode>(blocks.Where(block => !block.IsIdle));
        return [.. isIdle.Select(idle => idle ? FeedForwardCode.DrawIdle(random) : active.Dequeue())];
    }

    private (int Width, FeedForwardCode[] Blocks) Read(Architecture architecture)
    {
        Validate(architecture);
        ImmutableArray<int> tokens = architecture.Tokens;
        var blocks = new FeedForwardCode[BlockCount];
        for (int b = 0; b < blocks.Length; b++)
        {
            int at = 1 + (b * TokensPerBlock);
            blocks[b] = new FeedForwardCode(
                tokens[at] - FirstOperationToken, tokens[at + 1] - FirstActivationToken, tokens[at + 2] - FirstNormalizationToken, tokens[at + 3] - FirstDropoutToken);
        }

        return (tokens[0] - FirstWidthToken, blocks);
    }

    /// <summary>Blocks that are missing at the end do nothing.</summary>
    private Architecture Encode(int width, FeedForwardCode[] blocks)
    {
        var tokens = new int[Length];
        tokens[0] = FirstWidthToken + width;
        for (int b = 0; b < BlockCount; b++)
        {
            FeedForwardCode block = b < blocks.Length ? blocks[b] : default;
            int at = 1 + (b * TokensPerBlock);
            tokens[at] = FirstOperationToken + block.Operation;
            tokens[at + 1] = FirstActivationToken + block.Activation;
            tokens[at + 2] = FirstNormalizationToken + block.Normalization;
            tokens[at + 3] = FirstDropoutToken + block.Dropout;
        }

        return new Architecture(tokens);
    }
}
