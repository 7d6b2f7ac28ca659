using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Proposes given architectures first, then what a strategy proposes, which learns the outcomes of all.</summary>
/// <param name="strategy">The strategy.</param>
/// <param name="first">The given architectures, in canonical form.</param>
internal class QueuedStrategy(ISearchStrategy strategy, IReadOnlyList<Architecture> first) : ISearchStrategy
{
    private int _next;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measures => strategy.Measures;

    /// <inheritdoc/>
    public Architecture? Propose(CancellationToken cancellationToken = default)
    {
        if (_next < first.Count)
        {
            return first[_next++];
        }

        // Where several workers are busy, the strategy does not know yet what others already evaluate.
        Architecture? proposal;
        do
        {
            proposal = strategy.Propose(cancellationToken);
        }
        while (proposal is not null && first.Contains(proposal));

        return proposal;
    }

    /// <inheritdoc/>
    public void Observe(Trial trial) => strategy.Observe(trial);

    /// <summary>Goes on after proposals.</summary>
    /// <returns>Those that the strategy has made.</returns>
    protected IReadOnlyList<Architecture> GoOnAfter(IReadOnlyList<Architecture> proposed)
    {
        _next = Math.Min(proposed.Count, first.Count);
        return [.. proposed.Skip(first.Count)];
    }
}
