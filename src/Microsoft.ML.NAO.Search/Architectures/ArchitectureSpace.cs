using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Which tokens are legal where, and what they mean.
/// </summary>
/// <remarks>
/// Every architecture of a space has the same length. Token 0 is the start of a sequence for the decoder and is never part of
/// an architecture (Luo et al., NeurIPS 2018, section 3.1). Legality is decided token by token from left to right, so that a
/// decoder that masks illegal tokens can only produce legal architectures.
/// </remarks>
public abstract class ArchitectureSpace
{
    /// <summary>The stable name of the space, as journals record it.</summary>
    public abstract string Name { get; }

    /// <summary>The number of tokens of every architecture.</summary>
    public abstract int Length { get; }

    /// <summary>The number of different tokens, the start token included: tokens are 0 to <c>VocabularySize - 1</c>.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>
    /// How many consecutive tokens describe one branch. An encoder may read that many in one step
    /// (the authors' encoder reads 40 tokens in 20 steps). Divides <see cref="Length"/>.
    /// </summary>
    public virtual int TokensPerBranch => 1;

    /// <summary>Marks the tokens that may follow a legal prefix.</summary>
    /// <param name="prefix">The tokens so far, legal, fewer than <see cref="Length"/>.</param>
    /// <param name="legal">Of length <see cref="VocabularySize"/>; every entry is written.</param>
    public abstract void GetLegalTokens(ReadOnlySpan<int> prefix, Span<bool> legal);

    /// <summary>Whether an architecture belongs to this space.</summary>
    /// <param name="architecture">The architecture to check.</param>
    /// <param name="reason">What is wrong, with the position, when the result is false.</param>
    public virtual bool IsLegal(Architecture architecture, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var tokens = architecture.Tokens.AsSpan();
        if (tokens.Length != Length)
        {
            reason = $"An architecture of the space '{Name}' has {Length} tokens, this one has {tokens.Length}.";
            return false;
        }

        Span<bool> legal = stackalloc bool[VocabularySize];
        for (int position = 0; position < tokens.Length; position++)
        {
            GetLegalTokens(tokens[..position], legal);
            int token = tokens[position];
            if (token < 0 || token >= VocabularySize || !legal[token])
            {
                reason = $"Token {token} at position {position} is not legal in the space '{Name}'.";
                return false;
            }
        }

        reason = null;
        return true;
    }

    /// <summary>Throws unless an architecture belongs to this space.</summary>
    /// <exception cref="ArgumentException">It does not; the message names the position.</exception>
    public void Validate(Architecture architecture)
    {
        if (!IsLegal(architecture, out string? reason))
        {
            throw new ArgumentException(reason, nameof(architecture));
        }
    }

    /// <summary>Draws an architecture: each token uniformly among those that are legal at its position.</summary>
    /// <param name="random">The source of randomness.</param>
    public virtual Architecture Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var tokens = new int[Length];
        Span<bool> legal = stackalloc bool[VocabularySize];
        for (int position = 0; position < tokens.Length; position++)
        {
            GetLegalTokens(tokens.AsSpan(0, position), legal);
            tokens[position] = IndexOf(legal, random.Next(legal.Count(true)));
        }

        return new Architecture(tokens);
    }

    /// <summary>
    /// The one architecture that stands for all that describe the same network. Two architectures with the same canonical
    /// form are evaluated once.
    /// </summary>
    /// <param name="architecture">A legal architecture.</param>
    public abstract Architecture Canonicalize(Architecture architecture);

    /// <summary>
    /// Draws an architecture that describes the same network as the given one (section 3.1's symmetries). The result is legal
    /// and has the same canonical form.
    /// </summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <param name="sampling">Which ones to draw from. A space without symmetries returns the given one.</param>
    /// <param name="random">The source of randomness.</param>
    public abstract Architecture SampleSymmetric(Architecture architecture, SymmetrySampling sampling, Random random);

    /// <summary>The architecture as readable text, which <see cref="Parse"/> reads back.</summary>
    /// <param name="architecture">A legal architecture.</param>
    public abstract string Format(Architecture architecture);

    /// <summary>Reads an architecture from text: the form that <see cref="Format"/> writes, or the bare tokens.</summary>
    /// <exception cref="FormatException">The text is not an architecture of this space; the message says where.</exception>
    public abstract Architecture Parse(string text);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Which token is the legal one that has so many legal ones before it.</summary>
    private static int IndexOf(ReadOnlySpan<bool> legal, int before)
    {
        int token = legal.IndexOf(true);
        for (; before > 0; before--)
        {
            token += 1 + legal[(token + 1)..].IndexOf(true);
        }

        return token;
    }
}
