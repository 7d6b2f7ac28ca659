using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Strategies.RandomSearch;

internal sealed class RandomSearchStrategy(StrategyContext context) : ISearchStrategy
{
    private readonly ProposalPool _pool = new(context.Space, context.Seed);

    public Architecture? Propose(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _pool.Draw();
    }

    public void Observe(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        _pool.NoteEvaluated(trial.Architecture);
    }
}
