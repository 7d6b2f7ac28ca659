using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.NAO.Studies;

namespace Examples.Tests;

/// <summary>Ctrl-C, or a request to terminate, ends the search of an example: what it has found so far is evaluated and saved.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed partial class InterruptedSearchTests
{
    private const string Demo = "ImageClassification";
    private const string Answer = "Interrupted: the search ends in a moment, with the best so far.";

    [TestMethod]
    [DataRow("TabularClassification", "INT", "  1 of 16 trials", 16, "model.zip")]
    [DataRow("TextClassification", "TERM", "  1 of 12 trials", 12, "model.zip")]
    [DataRow("LanguageModel", "INT", "  1 of 16 trials", 16, "model.zip")]
    [DataRow("CustomSpace", "INT", "NAO, seed 1: 16 of 80 trials", 80, "filters.svg")]
    [DataRow("BinaryClassification", "INT", "  1 of 16 trials", 16, null)]
    [DataRow("Regression", "INT", "  1 of 16 trials", 16, null)]
    [DataRow("TunerInExperiment", "INT", "           the best so far", 20, null)]
    public void GoesOnWithTheBestSoFar(string name, string signal, string sign, int planned, string? file)
    {
        string folder = GetFolder(name);
        using ExampleProcess process = ExampleProcess.Start(name, file is null ? [] : ["--output", folder]);
        process.WaitForLine(sign);
        process.Signal(signal);
        (int exitCode, string[] lines) = process.WaitForExit();

        Assert.AreEqual(0, exitCode, process.Errors);
        Assert.HasCount(1, lines.Where(line => line.StartsWith(Answer, StringComparison.Ordinal)));
        string row = lines.Single(line => line.StartsWith("NAO, ", StringComparison.Ordinal) && line.Contains(", interrupted  ", StringComparison.Ordinal));
        Assert.IsInRange(1, planned, int.Parse(Trials().Match(row).Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.IsNotEmpty(lines.Row(row), "It has no figures.");
        Assert.HasCount(1, lines.Where(line => line.TrimEnd() == "Random search: left out"));
        if (file is not null)
        {
            Assert.IsGreaterThan(0, new FileInfo(Path.Combine(folder, file)).Length);
        }
    }

    [TestMethod]
    public void DemonstrationSavesTheBestSoFarAndGoesOnFromItsJournal()
    {
        const int Planned = 40;
        string folder = GetFolder(Demo);
        string journal = Path.Combine(folder, "nao.jsonl");
        string[] arguments = ["--train-limit", "80", "--test-limit", "50", "--output", folder, "--journal", folder];
        using ExampleProcess process = ExampleProcess.Start(Demo, ["--trials", $"{Planned}", .. arguments]);
        process.WaitUntil(() => new FileInfo(journal) is { Exists: true, Length: > 0 } && Study.Read(journal).Trials.Count >= 2);
        process.Signal("INT");
        (int exitCode, string[] lines) = process.WaitForExit();

        Assert.AreEqual(0, exitCode, process.Errors + lines.Text());
        Assert.HasCount(1, lines.Where(line => line.StartsWith(Answer, StringComparison.Ordinal)));
        CollectionAssert.Contains(lines, $"Interrupted: this is the best so far. Go on with --journal {folder}");
        Assert.HasCount(1, lines.Where(line => line.StartsWith("  NAO, interrupted  ", StringComparison.Ordinal)));
        StringAssert.StartsWith(lines[^1], "Loaded again, the model takes the first test image for");
        _ = new MLContext().Model.Load(Path.Combine(folder, "model.zip"), out _);
        StudyRecord record = Study.Read(journal);
        Assert.IsInRange(2, Planned - 1, record.Trials.Count);

        string[] resumed = ExampleProcess.Run(Demo, ["--trials", $"{record.Trials.Count + 1}", "--skip-random", .. arguments]);

        Assert.HasCount(1, resumed.Where(line => line.StartsWith("  NAO  ", StringComparison.Ordinal)));
        Assert.AreEqual(record.Trials[1].Duration, Study.Read(journal).Trials[1].Duration, "It was run again.");
    }

    [TestMethod]
    [DataRow(Demo, "training and 1000 test images")]
    [DataRow("TabularClassification", "2000 motors to train on")]
    public void SaysSoWhereThereIsNothingYet(string name, string sign)
    {
        string folder = GetFolder(name + "-nothing");
        using ExampleProcess process = ExampleProcess.Start(name, "--output", folder);
        process.WaitForLine(sign); // before the search begins
        process.Signal("INT");
        (int exitCode, string[] lines) = process.WaitForExit();

        Assert.AreEqual(130, exitCode, process.Errors + lines.Text());
        string[] output = [.. lines, .. process.Errors.Split('\n')];
        CollectionAssert.Contains(output, "The study was cancelled before any of its trials had finished.");
        Assert.IsFalse(output.Any(line => line.StartsWith("   at ", StringComparison.Ordinal)), output.Text());
        Assert.IsFalse(File.Exists(Path.Combine(folder, "model.zip")));
    }

    [TestMethod]
    public void EndsAtOnceWhenInterruptedTwice()
    {
        string folder = GetFolder("twice");

        // Comparing with a linear model takes seconds on so many images, and does not listen.
        using ExampleProcess process = ExampleProcess.Start(Demo, "--train-limit", "20000", "--output", folder);
        process.WaitForLine("Fitting a linear model");
        process.Signal("INT");
        process.WaitForLine(Answer);
        process.Signal("INT");
        (int exitCode, string[] lines) = process.WaitForExit();

        Assert.AreEqual(130, exitCode);
        StringAssert.StartsWith(lines[^1], Answer);
    }

    private static string GetFolder(string name) => Path.Combine(TestFolder.Path, "interrupted-" + name);

    [GeneratedRegex(@"^NAO, (\d+) trials")]
    private static partial Regex Trials();
}
