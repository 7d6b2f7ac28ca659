using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Strategies;

/// <summary>The architectures that differ from one in a single token, whatever the space.</summary>
internal sealed class Neighborhood(ArchitectureSpace space)
{
    /// <summary>All neighbours in canonical form, in the order of the changed positions, each once and without the architecture itself.</summary>
    public List<Architecture> FindAll(Architecture architecture)
    {
        Architecture itself = space.Canonicalize(architecture);
        var found = new HashSet<Architecture> { itself };
        var neighbors = new List<Architecture>();
        for (int position = 0; position < space.Length; position++)
        {
            foreach (int token in FindTokens(architecture, position))
            {
                if (Change(architecture, position, token) is { } changed && space.Canonicalize(changed) is var canonical && found.Add(canonical))
                {
                    neighbors.Add(canonical);
                }
            }
        }

        return neighbors;
    }

    /// <summary>
    /// Changes one token: the position is drawn uniformly, and the token among those that may stand there. Null if no change is legal.
    /// </summary>
    public Architecture? Mutate(Architecture architecture, Random random)
    {
        int[] positions = [.. Enumerable.Range(0, space.Length)];
        random.Shuffle(positions);
        foreach (int position in positions)
        {
            int[] tokens = [.. FindTokens(architecture, position)];
            random.Shuffle(tokens);
            foreach (int token in tokens)
            {
                if (Change(architecture, position, token) is { } changed)
                {
                    return changed;
                }
            }
        }

        return null;
    }

    /// <summary>The other tokens that are legal after what stands before a position.</summary>
    private IEnumerable<int> FindTokens(Architecture architecture, int position)
    {
        var legal = new bool[space.VocabularySize];
        space.GetLegalTokens(architecture.Tokens.AsSpan()[..position], legal);
        legal[architecture.Tokens[position]] = false;
        return Enumerable.Range(0, legal.Length).Where(token => legal[token]);
    }

    /// <summary>The architecture with another token; null if that makes a later one illegal.</summary>
    private Architecture? Change(Architecture architecture, int position, int token)
    {
        var changed = new Architecture(architecture.Tokens.SetItem(position, token).AsSpan());
        return space.IsLegal(changed, out _) ? changed : null;
    }
}
