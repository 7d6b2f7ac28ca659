using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Proposes what a search with weight sharing ranks best, the best first, so that trials train the best few from scratch.</summary>
/// <param name="search">The search. It runs before the first proposal.</param>
internal sealed class SharedWeightsStrategy(SharedWeightsSearch search) : ISearchStrategy
{
    private int _next;

    /// <inheritdoc/>
    public Architecture? Propose(CancellationToken cancellationToken = default)
    {
        var pool = search.GetPool(cancellationToken);
        return _next < pool.Count ? pool[_next++].Architecture : null;
    }

    /// <inheritdoc/>
    public void Observe(Trial trial)
    {
        // The ranking is done: trials measure what is best of it.
    }
}
