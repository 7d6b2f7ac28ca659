using System.Runtime.InteropServices;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// While it lives, the C library keeps the memory that tensors leave for the next ones, instead of handing it back to the system after every
/// step. What was kept goes back when the last one is disposed.
/// </summary>
/// <remarks>
/// A step frees all it took at its end. glibc then returns the memory, and the next step pays for every page of it anew: up to a fifth of a
/// small network's training. Other C libraries are left as they are.
/// </remarks>
internal sealed class RetainedMemory : IDisposable
{
    // mallopt's names of what it sets (malloc.h).
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    // The largest sizes to which glibc raises the thresholds by itself. Larger blocks it always maps one by one.
    private const int LargestMapThreshold = 32 << 20;
    private const int LargestTrimThreshold = 2 * LargestMapThreshold;

    private static readonly Lock Gate = new();
    private static int _users;

    private bool _isDisposed;

    public RetainedMemory()
    {
        lock (Gate)
        {
            if (_users++ == 0)
            {
                Set(int.MaxValue);
            }
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (!_isDisposed && --_users == 0)
            {
                Set(LargestTrimThreshold);
                Try(() => ReturnMemory(0));
            }

            _isDisposed = true;
        }
    }

    private static void Set(int trimThreshold)
    {
        Try(() => SetOption(MapThreshold, LargestMapThreshold));
        Try(() => SetOption(TrimThreshold, trimThreshold));
    }

    private static void Try(Func<int> call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            call();
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, such as musl: it does without.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetOption(int option, int value);

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int ReturnMemory(nuint keep);
}
