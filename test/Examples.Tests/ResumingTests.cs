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
    [OSCondition(OperatingSystems.Linux)]
    public void KeepsTheNetworkWhenStoppedAsItGoesOn()
    {
        string folder = Path.Combine(TestFolder.Path, "stopped-twice");
        using ExampleProcess process = ExampleProcess.Start(Name, "--output", folder);
        process.WaitForLine("The search goes on:");
        process.WaitForLine("  9 of 16 trials");

        process.Signal("INT");
        (int exitCode, string[] lines) = process.WaitForExit();

        Assert.AreEqual(0, exitCode, process.Errors);
        StringAssert.StartsWith(lines[^1], "Stopped by Ctrl-C. Start again to go on from ");
        Assert.HasCount(1, lines.Where(line => line.StartsWith("The network that was found: ", StringComparison.Ordinal)), lines.Text());
    }

    [TestMethod]
    [DataRow("INT", 0)]
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
        Assert.AreEqual(signal == "INT", lines.Any(line => line.StartsWith("Interrupted. The best network so far is there", StringComparison.Ordinal)));
        Assert.IsFalse(resumed.Contains("  0 of 6 trials", StringComparison.Ordinal), resumed);
        StringAssert.Contains(resumed, "6 architectures in 6 trials: none was tried twice.");
    }
}
