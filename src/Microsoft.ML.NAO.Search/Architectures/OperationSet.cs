using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>The operations that the branches of a cell choose from, and how tokens spell them.</summary>
/// <remarks>
/// Every operation of a set is spelled by the same number of tokens. A decoder that follows <see cref="MarkLegal"/> can only
/// spell operations of the set, whatever that number is.
/// </remarks>
public sealed class OperationSet
{
    private readonly ImmutableArray<ImmutableArray<int>> _spellings;
    private readonly SpellingTree _tree;

    /// <summary>Creates a set of declared operations, one token each.</summary>
    internal OperationSet(string name, IReadOnlyList<string> operations)
        : this(name, operations.Count, 0, [.. operations.Select((operation, token) => (operation, new[] { token }))])
    {
    }

    private OperationSet(
        string name, int vocabularySize, int firstAuthorsCode, params ReadOnlySpan<(string Operation, int[] Spelling)> operations)
    {
        Name = name;
        VocabularySize = vocabularySize;
        FirstAuthorsCode = firstAuthorsCode;
        Operations = [.. operations.ToArray().Select(o => o.Operation)];
        _spellings = [.. operations.ToArray().Select(o => o.Spelling.ToImmutableArray())];
        _tree = new SpellingTree(_spellings, vocabularySize);
    }

    /// <summary>
    /// The five operations of the authors' convolutional search with weight sharing, one token each, in their order:
    /// separable convolutions 3×3 and 5×5, average and maximum pooling 3×3, identity.
    /// </summary>
    public static OperationSet Five { get; } = new(
        "5-operations",
        vocabularySize: 5,
        firstAuthorsCode: 0,
        (OperationNames.SeparableConvolution3x3, [0]),
        (OperationNames.SeparableConvolution5x5, [1]),
        (OperationNames.AveragePooling3x3, [2]),
        (OperationNames.MaxPooling3x3, [3]),
        (OperationNames.Identity, [4]));

    /// <summary>
    /// The eleven operations of the paper's convolutional search in which each architecture is trained on its own, two tokens
    /// each, the kind and the size, in the order of the authors' codes: identity; convolutions 1×1, 3×3, 1×3 with 3×1, and 1×7
    /// with 7×1; maximum pooling 2×2, 3×3 and 5×5; average pooling 2×2, 3×3 and 5×5.
    /// </summary>
    /// <remarks>
    /// The authors' vocabulary has kinds and sizes that none of the eleven uses (separable and dilated convolutions, minimum
    /// pooling, the size 7×7), and their decoder may pair any kind with any size. The token numbers here are the authors', and
    /// only the eleven pairs are legal.
    /// </remarks>
    public static OperationSet Eleven { get; } = new(
        "11-operations",
        vocabularySize: 14,
        firstAuthorsCode: 5,
        (OperationNames.Identity, [0, 7]),
        (OperationNames.Convolution1x1, [2, 7]),
        (OperationNames.Convolution3x3, [2, 9]),
        (OperationNames.Convolution1x3And3x1, [2, 12]),
        (OperationNames.Convolution1x7And7x1, [2, 13]),
        (OperationNames.MaxPooling2x2, [5, 8]),
        (OperationNames.MaxPooling3x3, [5, 9]),
        (OperationNames.MaxPooling5x5, [5, 10]),
        (OperationNames.AveragePooling2x2, [4, 8]),
        (OperationNames.AveragePooling3x3, [4, 9]),
        (OperationNames.AveragePooling5x5, [4, 10]));

    /// <summary>The set's stable name.</summary>
    public string Name { get; }

    /// <summary>The names of the operations in order; in that of the authors' codes where it is a set of theirs.</summary>
    public ImmutableArray<string> Operations { get; }

    /// <summary>The authors' code of the first operation; the others follow. They number both sets in one sequence.</summary>
    internal int FirstAuthorsCode { get; }

    /// <summary>The number of tokens that spell one operation.</summary>
    internal int TokensPerOperation => _spellings[0].Length;

    /// <summary>The number of different tokens that occur in spellings.</summary>
    internal int VocabularySize { get; }

    /// <summary>Writes for each token of an operation whether it may follow the beginning of a spelling, whose tokens are counted from a first one.</summary>
    internal void MarkLegal(ReadOnlySpan<int> beginning, int firstToken, Span<bool> legal) => _tree.MarkLegal(beginning, firstToken, legal);

    /// <summary>The tokens, counted from 0, that spell an operation.</summary>
    internal ReadOnlySpan<int> Spell(int operation) => _spellings[operation].AsSpan();

    /// <summary>The operation that tokens spell, counted from a first one; negative if they spell none.</summary>
    internal int Find(ReadOnlySpan<int> spelling, int firstToken) => _tree.Find(spelling, firstToken);
}
