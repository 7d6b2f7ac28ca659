namespace Examples.Tests;

[TestClass]
public sealed class ResumingTests
{
    private const string Name = "Resuming";

    [TestMethod]
    public void GoesOnWhereItInterruptedItself()
    {
        string folder = Path.Combine(TestFolder.Path, "interrupted");

        string first = ExampleProcess.Run(Name, "--quick", "--output", folder).Text();
        string second = ExampleProcess.Run(Name, "--quick", "--output", folder).Text();

        StringAssert.Contains(first, "has 3 trials that finished, and 1 that did not.");
        StringAssert.Contains(first, "3 of 3 trials stand as the journal had them; 3 were run now.");
        StringAssert.Contains(first, "6 architectures in 6 trials: none was tried twice.");
        StringAssert.Contains(second, "6 of 6 trials stand as the journal had them; 0 were run now.");
    }

    [TestMethod]
    [DataRow("INT", 1)]
    [DataRow("KILL", 128 + 9)]
    public void GoesOnWhereItWasStopped(string signal, int expected)
    {
        string folder = Path.Combine(TestFolder.Path, signal);
        using ExampleProcess process = ExampleProcess.Start(Name, "--quick", "--output", folder);
        process.WaitForLine("  1 of 6 trials");

        process.Signal(signal);
        (int exitCode, string[] lines) = process.WaitForExit();
        string resumed = ExampleProcess.Run(Name, "--quick", "--output", folder).Text();

        Assert.AreEqual(expected, exitCode, process.Errors);
        Assert.AreEqual(signal == "INT", lines[^1].StartsWith("Stopped by Ctrl-C. Start again", StringComparison.Ordinal), lines.Text());
        Assert.IsFalse(resumed.Contains("  0 of 6 trials", StringComparison.Ordinal), resumed);
        StringAssert.Contains(resumed, "6 architectures in 6 trials: none was tried twice.");
    }
}
