using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Spellings of the same length as a tree, in which each token leads to the next node and the last one to what is spelled.</summary>
internal sealed class SpellingTree
{
    private const int None = -1;

    // The nodes but the leaves, the root first: where each token leads, and whether it leads anywhere.
    private readonly List<int[]> _next = [];
    private readonly List<bool[]> _legal = [];
    private readonly int _vocabularySize;

    public SpellingTree(ImmutableArray<ImmutableArray<int>> spellings, int vocabularySize)
    {
        _vocabularySize = vocabularySize;
        AddNode();
        for (int spelled = 0; spelled < spellings.Length; spelled++)
        {
            Add(spellings[spelled].AsSpan(), spelled);
        }
    }

    /// <summary>Writes for each token whether it may follow a beginning, which leads somewhere itself.</summary>
    public void MarkLegal(ReadOnlySpan<int> beginning, int firstToken, Span<bool> legal) => _legal[Find(beginning, firstToken)].CopyTo(legal);

    /// <summary>The number of what tokens spell, counted from a first one, or the node that a beginning leads to; negative if there is none.</summary>
    public int Find(ReadOnlySpan<int> tokens, int firstToken)
    {
        int node = 0;
        foreach (int token in tokens)
        {
            if (node < 0 || (uint)(token - firstToken) >= (uint)_vocabularySize)
            {
                return None;
            }

            node = _next[node][token - firstToken];
        }

        return node;
    }

    private void Add(ReadOnlySpan<int> spelling, int spelled)
    {
        int node = 0;
        foreach (int token in spelling[..^1])
        {
            if (_next[node][token] < 0)
            {
                _legal[node][token] = true;
                _next[node][token] = AddNode();
            }

            node = _next[node][token];
        }

        _legal[node][spelling[^1]] = true;
        _next[node][spelling[^1]] = spelled;
    }

    private int AddNode()
    {
        int[] next = new int[_vocabularySize];
        Array.Fill(next, None);
        _next.Add(next);
        _legal.Add(new bool[_vocabularySize]);
        return _next.Count - 1;
    }
}
