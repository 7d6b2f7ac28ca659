namespace Microsoft.ML.NAO.Tests.Fuzzing;

/// <summary>Feeds changed files to a reader, which has to read each or to refuse it with a message, quickly and with little memory.</summary>
internal static class Fuzzer
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Runs a reader on many inputs.</summary>
    /// <param name="inputs">How many.</param>
    /// <param name="mostBytes">What one input may make the reader allocate.</param>
    /// <param name="create">Makes an input.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="isRefusal">Whether an exception is the documented one, with a message that says what is wrong.</param>
    public static void Run(int inputs, long mostBytes, Func<byte[]> create, Action<byte[]> read, Func<Exception, bool> isRefusal)
    {
        int refused = 0;
        byte[] current = [];
        long start = Environment.TickCount64;

        // What never returns cannot be told by an assertion after it.
        using var watchdog = new Timer(
            _ =>
            {
                if (Environment.TickCount64 - Volatile.Read(ref start) > Longest.TotalMilliseconds)
                {
                    Environment.FailFast($"An input is read for more than {Longest.TotalSeconds} seconds: {Convert.ToBase64String(current)}");
                }
            },
            null,
            Longest,
            Longest);
        for (int input = 0; input < inputs; input++)
        {
            byte[] content = create();
            long before = GC.GetAllocatedBytesForCurrentThread();
            current = content;
            Volatile.Write(ref start, Environment.TickCount64);
            try
            {
                read(content);
            }
            catch (Exception error) when (error is not UnitTestAssertException)
            {
                Assert.IsTrue(isRefusal(error) && error.Message.Length > 20, $"Input {input} ended in {error}{Environment.NewLine}{Convert.ToBase64String(content)}");
                refused++;
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsLessThan(mostBytes, allocated, $"Input {input}: {Convert.ToBase64String(content)}");
        }

        // Were all refused, or none, the changes would show little.
        Assert.IsTrue(refused > inputs / 20 && refused < inputs, $"{refused} of {inputs} inputs were refused.");
    }
}
