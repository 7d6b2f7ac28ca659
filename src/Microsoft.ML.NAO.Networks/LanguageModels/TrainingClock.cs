namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>Tells how long a training has left.</summary>
internal sealed class TrainingClock
{
    private readonly TimeProvider _time;
    private readonly TimeSpan? _maxTime;
    private readonly long _start;
    private double? _first;
    private TimeSpan _firstTime;

    /// <param name="time">Tells the time.</param>
    /// <param name="maxTime">When the training ends at the latest; null for no limit.</param>
    public TrainingClock(TimeProvider time, TimeSpan? maxTime)
    {
        _time = time;
        _maxTime = maxTime;
        _start = time.GetTimestamp();
    }

    /// <summary>Whether the training's time is over.</summary>
    public bool IsOver => _maxTime is { } limit && Elapsed >= limit;

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>The time that the rest takes at the pace since the first call.</summary>
    /// <param name="done">The share of the training that is done, from 0 to 1.</param>
    public TimeSpan GetTimeLeft(double done)
    {
        TimeSpan elapsed = Elapsed;
        if (_first is null)
        {
            (_first, _firstTime) = (done, elapsed);
        }

        // What a checkpoint had done took other time; before there is a pace, the first step's time stands for it.
        TimeSpan left = done > _first
            ? (elapsed - _firstTime) * ((1 - done) / (done - _first.Value))
            : done > 0 ? elapsed * ((1 - done) / done) : TimeSpan.Zero;
        return _maxTime is { } limit && limit - elapsed < left ? TimeSpan.FromTicks(Math.Max(0, (limit - elapsed).Ticks)) : left;
    }
}
