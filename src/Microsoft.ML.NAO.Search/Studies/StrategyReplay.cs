using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Brings a strategy to where a journal ends: it proposes and learns again what the journal recorded.</summary>
internal static class StrategyReplay
{
    /// <summary>Replays what has happened since the strategy's state was put down.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="history">What has happened.</param>
    /// <param name="score">What the study goes by.</param>
    /// <param name="from">How many proposals and outcomes the strategy knows already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="JournalException">The strategy does not propose what the journal has.</exception>
    public static void Run(ISearchStrategy strategy, StudyHistory history, TrialScore score, int from, CancellationToken cancellationToken) => history.Replay(
        number =>
        {
            Architecture? proposal = strategy.Propose(cancellationToken);
            Architecture recorded = history.GetArchitecture(number);
            if (!recorded.Equals(proposal))
            {
                throw new JournalException(
                    $"The strategy now proposes {proposal?.ToString() ?? "nothing"} as trial {number}, where the journal has "
                    + $"{recorded}. Its options or its version have changed: restore them, or begin with another journal.");
            }
        },
        trial => strategy.Observe(score.ForStrategy(trial)),
        from,
        history.EventCount);

    /// <summary>Gives a new strategy the state that another one had put down after so many proposals and outcomes.</summary>
    /// <exception cref="InvalidDataException">It is no state of this strategy.</exception>
    public static void Restore(IResumableStrategy strategy, StudyHistory history, TrialScore score, byte[] state, int events)
    {
        var proposed = new List<Architecture>();
        var observed = new List<Trial>();
        history.Replay(number => proposed.Add(history.GetArchitecture(number)), trial => observed.Add(score.ForStrategy(trial)), 0, events);
        strategy.RestoreState(state, proposed, observed);
    }
}
