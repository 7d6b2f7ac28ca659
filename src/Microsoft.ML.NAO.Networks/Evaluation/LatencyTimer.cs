namespace Microsoft.ML.NAO.Evaluation;

/// <summary>Times what is run again and again.</summary>
internal static class LatencyTimer
{
    private const int WarmUpRuns = 3;
    private const int TimedRuns = 15;

    /// <summary>The median of 15 runs after 3 others.</summary>
    /// <param name="run">Runs once, and returns the time of what counts.</param>
    /// <param name="cancellationToken">Ends it between two runs.</param>
    public static TimeSpan GetMedian(Func<TimeSpan> run, CancellationToken cancellationToken)
    {
        var times = new TimeSpan[TimedRuns];
        for (int i = -WarmUpRuns; i < TimedRuns; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan time = run();
            if (i >= 0)
            {
                times[i] = time;
            }
        }

        Array.Sort(times);
        return times[TimedRuns / 2];
    }
}
