namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>Tells how long a search with weight sharing has left, by what its stages took so far.</summary>
/// <param name="options">How many there are of each.</param>
/// <param name="time">Tells the time.</param>
internal sealed class WeightSharingClock(WeightSharingOptions options, TimeProvider time)
{
    private readonly Dictionary<WeightSharingStage, (double Seconds, double Count)> _taken = [];
    private readonly long _start = time.GetTimestamp();
    private long _stepStart;

    /// <summary>How long this run has taken.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>A step begins.</summary>
    public void Begin() => _stepStart = time.GetTimestamp();

    /// <summary>The step that began last is done.</summary>
    public void End(WeightSharingStage stage)
    {
        var (seconds, count) = _taken.GetValueOrDefault(stage);
        _taken[stage] = (seconds + time.GetElapsedTime(_stepStart).TotalSeconds, count + 1);
    }

    /// <summary>How long the rest takes; null where what comes next is not known yet.</summary>
    /// <param name="stage">What is being done.</param>
    /// <param name="state">What is done.</param>
    /// <param name="fraction">The share of the current step that is done.</param>
    public TimeSpan? GetTimeLeft(WeightSharingStage stage, WeightSharingState state, double fraction)
    {
        int rounds = options.Rounds - state.Round;
        double current = time.GetElapsedTime(_stepStart).TotalSeconds;
        double? left =
            Cost(WeightSharingStage.Training, ((rounds * options.EpochsPerRound) - state.Epochs))
            + Cost(WeightSharingStage.Scoring, rounds)
            + Cost(WeightSharingStage.Generating, options.Controller is null ? 0 : rounds - 1)
            + Cost(WeightSharingStage.Retraining, options.Retrained - state.Retrained.Count);
        return left is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : null;

        double? Cost(WeightSharingStage other, double count)
        {
            bool isCurrent = other == stage;
            if (count <= 0)
            {
                return 0;
            }

            if (_taken.TryGetValue(other, out var taken))
            {
                double each = taken.Seconds / taken.Count;
                return isCurrent ? (each * count) - Math.Min(current, each) : each * count;
            }

            return isCurrent && fraction > 0 ? (current / fraction * count) - current : isCurrent ? null : 0;
        }
    }
}
