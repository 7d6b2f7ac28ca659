using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Strategies;

/// <summary>
/// Remembers every architecture that was proposed, and draws further ones at random. Strategies that share a seed draw the same
/// ones in the same order, so that a comparison can share their evaluations.
/// </summary>
internal sealed class ProposalPool(ArchitectureSpace space, int seed)
{
    // So many repeats in a row do not happen in a space of any size worth sampling; what is left is then looked up in order.
    private const int MaxRepeatsInARow = 1000;

    private readonly Random _random = new(seed);
    private readonly HashSet<Architecture> _proposed = [];
    private IEnumerator<Architecture>? _rest;

    /// <summary>How many architectures were sampled, repeats included.</summary>
    public int Draws { get; private set; }

    /// <summary>Whether sampling has ended, and what is left is looked up in order.</summary>
    public bool Enumerates => _rest is not null;

    /// <summary>Whether <see cref="Draw"/> has found that every architecture was proposed.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Notes a proposal, if none that describes the same network was made before.</summary>
    /// <returns>The canonical form of the architecture; null if it was proposed before.</returns>
    public Architecture? TryAdd(Architecture architecture)
    {
        Architecture canonical = space.Canonicalize(architecture);
        return _proposed.Add(canonical) ? canonical : null;
    }

    /// <summary>Notes an architecture that was evaluated, which is not to be proposed any more.</summary>
    /// <param name="evaluated">The architecture, in canonical form.</param>
    /// <returns>Whether it was evaluated elsewhere: nobody had proposed it here.</returns>
    public bool NoteEvaluated(Architecture evaluated) => _proposed.Add(evaluated);

    /// <summary>Whether an architecture, in canonical form, was proposed before.</summary>
    public bool Contains(Architecture canonical) => _proposed.Contains(canonical);

    /// <summary>Draws an architecture that was not proposed before, and notes it. Null when there is none left.</summary>
    public Architecture? Draw()
    {
        for (int draw = 0; _rest is null && draw < MaxRepeatsInARow; draw++)
        {
            Draws++;
            if (TryAdd(space.Sample(_random)) is { } drawn)
            {
                return drawn;
            }
        }

        _rest ??= Enumerate(new int[space.Length], 0).GetEnumerator();
        while (_rest.MoveNext())
        {
            if (TryAdd(_rest.Current) is { } found)
            {
                return found;
            }
        }

        IsExhausted = true;
        return null;
    }

    /// <summary>Brings a new pool to where another one was.</summary>
    /// <param name="draws">The other one's <see cref="Draws"/>.</param>
    /// <param name="enumerates">The other one's <see cref="Enumerates"/>.</param>
    /// <param name="proposed">All that it had noted, in canonical form.</param>
    /// <exception cref="InvalidDataException">No pool draws as often for so few proposals.</exception>
    public void Restore(int draws, bool enumerates, IEnumerable<Architecture> proposed)
    {
        _proposed.UnionWith(proposed);
        if (draws < 0 || draws > (_proposed.Count + 1L) * MaxRepeatsInARow)
        {
            throw new InvalidDataException($"{_proposed.Count} proposals cannot be what is left of {draws} draws.");
        }

        // The state of a seeded generator cannot be set: it is drawn from as often as it was.
        while (Draws < draws)
        {
            space.Sample(_random);
            Draws++;
        }

        _rest = enumerates ? Enumerate(new int[space.Length], 0).GetEnumerator() : null;
    }

    private IEnumerable<Architecture> Enumerate(int[] tokens, int position)
    {
        if (position == tokens.Length)
        {
            yield return new Architecture(tokens);
            yield break;
        }

        var legal = new bool[space.VocabularySize];
        space.GetLegalTokens(tokens.AsSpan(0, position), legal);
        for (int token = 0; token < legal.Length; token++)
        {
            if (legal[token])
            {
                tokens[position] = token;
                foreach (Architecture architecture in Enumerate(tokens, position + 1))
                {
                    yield return architecture;
                }
            }
        }
    }
}
