namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>The memory of this process that is in use, the native memory of tensors included.</summary>
internal static class ResidentMemory
{
    /// <summary>By how many bytes it grows at most while something is done: what a thread sees that looks each millisecond.</summary>
    public static long MeasurePeak(Action action)
    {
        GC.Collect();
        long before = Environment.WorkingSet;
        long peak = before;
        using var done = new ManualResetEventSlim();
        var watch = new Thread(() =>
        {
            do
            {
                peak = Math.Max(peak, Environment.WorkingSet);
            }
            while (!done.Wait(1));
        });
        watch.Start();
        try
        {
            action();
        }
        finally
        {
            done.Set();
            watch.Join();
        }

        return peak - before;
    }
}
