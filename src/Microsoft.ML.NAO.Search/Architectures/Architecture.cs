using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// A sequence of tokens that describes a cell in an <see cref="ArchitectureSpace"/>.
/// Immutable; two architectures are equal when their tokens are.
/// </summary>
public sealed class Architecture : IEquatable<Architecture>
{
    private readonly int _hash;

    /// <summary>Creates an architecture of the given tokens.</summary>
    /// <param name="tokens">The tokens in order. A space decides which are legal.</param>
    public Architecture(params ReadOnlySpan<int> tokens)
    {
        Tokens = [.. tokens];
        var hash = new HashCode();
        foreach (int token in tokens)
        {
            hash.Add(token);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The tokens in order.</summary>
    public ImmutableArray<int> Tokens { get; }

    /// <inheritdoc/>
    public bool Equals(Architecture? other) =>
        other is not null && (ReferenceEquals(this, other) || Tokens.AsSpan().SequenceEqual(other.Tokens.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Architecture);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The tokens, separated by blanks. <see cref="ArchitectureSpace.Format"/> gives the readable form.</summary>
    public override string ToString() => string.Join(' ', Tokens);
}
