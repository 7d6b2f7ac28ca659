namespace Microsoft.ML.NAO.Studies;

/// <summary>What can end a study while its trials run: its caller, its time, or itself.</summary>
internal sealed class StopSignal : IDisposable
{
    // The longest time that a timer takes.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1L);

    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _itself = new();
    private readonly CancellationTokenSource _now;
    private readonly CancellationTokenSource _nowOrLate;
    private StopReason? _reason;

    /// <param name="left">The time that is left; null for no limit.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="caller">The caller's token.</param>
    public StopSignal(TimeSpan? left, TimeProvider clock, CancellationToken caller)
    {
        _caller = caller;
        _deadline = left is { } time
            ? new CancellationTokenSource(time < TimeSpan.Zero ? TimeSpan.Zero : time < LongestTimer ? time : LongestTimer, clock)
            : new CancellationTokenSource();
        _now = CancellationTokenSource.CreateLinkedTokenSource(caller, _itself.Token);
        _nowOrLate = CancellationTokenSource.CreateLinkedTokenSource(_now.Token, _deadline.Token);
    }

    /// <summary>Cancelled by the caller or by the study.</summary>
    public CancellationToken Now => _now.Token;

    /// <summary>Cancelled by the caller, by the study, and when the time is up.</summary>
    public CancellationToken NowOrLate => _nowOrLate.Token;

    /// <summary>Why the study ends; null while it does not.</summary>
    public StopReason? Reason => _reason
        ?? (_caller.IsCancellationRequested ? StopReason.Cancelled : _deadline.IsCancellationRequested ? StopReason.TimeBudget : null);

    /// <summary>Ends the study: no trial begins any more.</summary>
    public void Stop(StopReason reason) => _reason ??= reason;

    /// <summary>Cancels the running trials.</summary>
    public void Cancel() => _itself.Cancel();

    public void Dispose()
    {
        _nowOrLate.Dispose();
        _now.Dispose();
        _itself.Dispose();
        _deadline.Dispose();
    }
}
