using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Studies;

/// <summary>The same with a strategy that can put down its state.</summary>
/// <param name="strategy">The strategy.</param>
/// <param name="first">The given architectures, in canonical form.</param>
internal sealed class ResumableQueuedStrategy(IResumableStrategy strategy, IReadOnlyList<Architecture> first)
    : QueuedStrategy(strategy, first), IResumableStrategy
{
    /// <inheritdoc/>
    public byte[] SaveState() => strategy.SaveState();

    /// <inheritdoc/>
    public void RestoreState(byte[] state, IReadOnlyList<Architecture> proposed, IReadOnlyList<Trial> observed) =>
        strategy.RestoreState(state, GoOnAfter(proposed), observed);
}
