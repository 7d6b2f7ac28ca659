using Microsoft.ML.NAO.Studies;

namespace Examples.Tests;

/// <summary>The demonstration is killed without a warning, and goes on from its journal as if it had not been.</summary>
[TestClass]
public sealed class KilledSearchTests
{
    private const string Name = "ImageClassification";
    private const int RandomTrials = 8; // NAO proposes those that follow
    private const int Trials = RandomTrials + 2;

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void ThreeKillsLoseNoTrialAndChangeNothing()
    {
        string[] expectedLines = ExampleProcess.Run(Name, GetArguments("undisturbed"));
        StudyRecord expected = Read("undisturbed");

        StudyRecord first = Kill(record => record.Trials.Count >= 2);
        StudyRecord second = Kill(record => record.Trials.Count > RandomTrials && record.UnfinishedTrials.Count > 0);
        StudyRecord third = Kill(record => record.Trials.Count == Trials); // the final network is being trained
        string[] lines = ExampleProcess.Run(Name, GetArguments("killed"));
        StudyRecord last = Read("killed");

        Assert.IsLessThan(RandomTrials, first.Trials.Count);
        Assert.IsLessThan(Trials, second.Trials.Count);
        AssertKept(first, second);
        AssertKept(second, third);
        AssertKept(third, last);
        CollectionAssert.AreEqual(expected.Trials.Select(GetOutcome).ToArray(), last.Trials.Select(GetOutcome).ToArray());
        Assert.AreEqual(GetOutcome(expected.Best!), GetOutcome(last.Best!));
        CollectionAssert.AreEqual(GetResult(expectedLines), GetResult(lines));
    }

    /// <summary>Lets the demonstration go on until its journal is so far, and kills it.</summary>
    /// <returns>What the journal has then.</returns>
    private static StudyRecord Kill(Func<StudyRecord, bool> isFarEnough)
    {
        StudyRecord? before = null;
        using ExampleProcess process = ExampleProcess.Start(Name, GetArguments("killed"));
        process.WaitUntil(() => (before = ReadIfBegun("killed")) is not null && isFarEnough(before));
        process.Signal("KILL");
        Assert.AreEqual(128 + 9, process.WaitForExit().ExitCode);

        StudyRecord after = Read("killed");
        AssertKept(before!, after);
        return after;
    }

    private static string[] GetArguments(string folder) =>
    [
        "--trials", $"{Trials}", "--train-limit", "80", "--test-limit", "50", "--skip-random",
        "--output", Path.Combine(TestFolder.Path, folder), "--journal", Path.Combine(TestFolder.Path, folder),
    ];

    private static string GetJournal(string folder) => Path.Combine(TestFolder.Path, folder, "nao.jsonl");

    private static StudyRecord Read(string folder) => Study.Read(GetJournal(folder));

    // The file is empty until its first line is written.
    private static StudyRecord? ReadIfBegun(string folder) => new FileInfo(GetJournal(folder)) is { Exists: true, Length: > 0 } ? Read(folder) : null;

    // A trial that had been run again would have taken another time.
    private static void AssertKept(StudyRecord before, StudyRecord after) => CollectionAssert.AreEqual(
        before.Trials.Select(trial => (GetOutcome(trial), trial.Duration)).ToArray(),
        after.Trials.Take(before.Trials.Count).Select(trial => (GetOutcome(trial), trial.Duration)).ToArray());

    private static (int Number, string Architecture, TrialState State, double Accuracy, double Loss) GetOutcome(Trial trial) =>
        (trial.Number, trial.Architecture.ToString(), trial.State, trial.Metric, trial.Measures["TrainingLoss"]);

    /// <summary>The lines that tell of the network that was found: its cells, its accuracy, a prediction.</summary>
    private static string[] GetResult(string[] lines)
    {
        string accuracy = lines.Single(line => line.StartsWith("  NAO  ", StringComparison.Ordinal));
        string[] others = [.. lines.Where(line => line.StartsWith("  normal: ", StringComparison.Ordinal)
            || line.StartsWith("  reduction: ", StringComparison.Ordinal) || line.StartsWith("Loaded again", StringComparison.Ordinal))];
        Assert.HasCount(3, others);
        return [.. others, accuracy[..(accuracy.IndexOf('%', StringComparison.Ordinal) + 1)]];
    }
}
