using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Puts a strategy's state down beside the journal, each time that it has computed for long enough.</summary>
internal sealed class StrategySnapshots(
    IResumableStrategy strategy, StrategySnapshotFile file, StudyJournal journal, TimeProvider clock, TimeSpan interval)
{
    private TimeSpan _computed;

    /// <summary>Lets the strategy work, and counts the time.</summary>
    public T Time<T>(Func<T> work)
    {
        long start = clock.GetTimestamp();
        T result = work();
        _computed += clock.GetElapsedTime(start);
        return result;
    }

    /// <summary>Puts the state down, if it is due. The journal holds all that led to it.</summary>
    /// <param name="gate">The lock of the journal, in which trials that go on meanwhile put down what they report.</param>
    public void SaveIfDue(object gate)
    {
        if (_computed >= interval)
        {
            JournalMark mark;
            lock (gate)
            {
                mark = journal.GetMark();
            }

            file.Save(mark, strategy.SaveState());
            _computed = TimeSpan.Zero;
        }
    }
}
