using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Sequences of tokens in memory, as texts are, padded to one length.</summary>
public sealed class TokenDataset : SampleDataset
{
    /// <summary>The token that stands behind the end of a sequence.</summary>
    public const int Padding = 0;

    private readonly int[] _tokens;

    /// <summary>Creates a data set over the given arrays, which it does not copy.</summary>
    /// <param name="tokens">The sequences' tokens, <c>targets.Count × length</c> of them, sequence by sequence; <see cref="Padding"/> behind their ends.</param>
    /// <param name="length">The length that all are padded to, at least 1.</param>
    /// <param name="targets">What is to be predicted.</param>
    /// <param name="weights">How much each sequence counts, finite and at least 0; null for all alike.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a token is negative.</exception>
    public TokenDataset(int[] tokens, int length, PredictionTargets targets, float[]? weights = null)
        : base(targets, weights)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (tokens.Length != (long)targets.Count * length)
        {
            throw new ArgumentException(
                $"{targets.Count} sequences of {length} tokens have {(long)targets.Count * length}, {tokens.Length} were given.", nameof(tokens));
        }

        int wrong = Array.FindIndex(tokens, token => token < 0);
        if (wrong >= 0)
        {
            throw new ArgumentException($"Sequence {wrong / length} has the token {tokens[wrong]} at index {wrong % length}; tokens count from 0.", nameof(tokens));
        }

        _tokens = tokens;
        Length = length;
    }

    /// <summary>The length that all sequences are padded to.</summary>
    public int Length { get; }

    /// <summary>The tokens of one sequence, with its padding.</summary>
    /// <param name="index">The sequence's index.</param>
    public ReadOnlySpan<int> GetRow(int index) => _tokens.AsSpan(index * Length, Length);

    /// <inheritdoc/>
    public override TokenDataset Take(int count) => Subset(First(count));

    /// <inheritdoc/>
    public override TokenDataset Subset(ReadOnlySpan<int> indices)
    {
        var tokens = new int[(long)indices.Length * Length];
        for (int i = 0; i < indices.Length; i++)
        {
            GetRow(indices[i]).CopyTo(tokens.AsSpan(i * Length));
        }

        return new TokenDataset(tokens, Length, Targets.Subset(indices), SelectWeights(indices));
    }

    internal override string SampleKind => $"sequences of {Length} tokens";

    internal override SampleBatcher CreateBatcher() => new RowBatcher<long>(this, Length, (row, target) =>
    {
        var tokens = GetRow(row);
        for (int i = 0; i < tokens.Length; i++)
        {
            target[i] = tokens[i];
        }
    });

    private protected override void AppendSamples(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes(_tokens.AsSpan()));
}
