using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_journal_that_was_cut_at_any_byte_leads_to_the_same_end()
    {
        RunToTheEnd(3);
        byte[] whole = File.ReadAllBytes(Journal);
        List<string> expected = TestStudies.Create(new ScoreEvaluator(), Options(3)).Run().Describe();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Journal, whole[..length]);
            var evaluator = new ScoreEvaluator();

            StudyResult result = TestStudies.Create(evaluator, Options(3)).Run();

            CollectionAssert.AreEqual(expected, result.Describe());
            Assert.AreEqual(Math.Max(0, whole[..length].Count(b => b == '\n') - 1) / 2, result.ResumedTrials);
            Assert.HasCount(3 - result.ResumedTrials, evaluator.Requests);
        }
    }

    [TestMethod]
    public void A_first_line_that_was_cut_at_any_byte_begins_the_journal_anew()
    {
        RunToTheEnd(1);
        byte[] whole = File.ReadAllBytes(Journal);
        int firstLine = Array.IndexOf(whole, (byte)'\n');
        for (int length = 0; length <= firstLine; length++)
        {
            File.WriteAllBytes(Journal, whole[..length]);

            Assert.AreEqual(0, TestStudies.Create(new ScoreEvaluator(), Options(1)).Run().ResumedTrials);
        }
    }

    [TestMethod]
    public void What_happens_is_on_disk_before_a_trial_runs()
    {
        var evaluator = ScoreEvaluator.Of(request =>
        {
            string[] lines = ReadShared().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.HasCount(2 + (2 * request.TrialNumber), lines);
            StringAssert.StartsWith(lines[^1], $"{{\"event\":\"started\",\"number\":{request.TrialNumber},\"architecture\":[{string.Join(',', request.Architecture.Tokens)}]");
            return 1;
        });

        Assert.HasCount(3, TestStudies.Create(evaluator, Options(3)).Run().Trials.Where(trial => trial.State == TrialState.Completed).ToList());
    }

    [TestMethod]
    public void Every_part_of_a_trial_reads_back()
    {
        var evaluator = new ScoreEvaluator((request, _) => request.TrialNumber == 1
            ? throw new InvalidOperationException("A \"quoted\"\nline – and ünïcode.")
            : new EvaluationResult(0.1 + 0.2) { Measures = new Dictionary<string, double> { ["parameters"] = 12345, ["odd"] = double.NaN } });
        StudyResult written = TestStudies.Create(evaluator, Options(2)).Run();

        StudyResult read = TestStudies.Create(new ScoreEvaluator(), Options(2)).Run();

        CollectionAssert.AreEqual(written.Describe(), read.Describe());
        CollectionAssert.AreEqual(written.Trials.Select(t => t.Duration).ToList(), read.Trials.Select(t => t.Duration).ToList());
        Assert.AreEqual(12345, read.Best.Measures["parameters"]);
        Assert.IsTrue(double.IsNaN(read.Best.Measures["odd"]));
        Assert.AreEqual(0.1 + 0.2, read.Best.Metric);
    }

    [TestMethod]
    public void A_finished_study_is_read_without_a_new_trial()
    {
        RunToTheEnd(3);
        var evaluator = new ScoreEvaluator();

        StudyResult result = TestStudies.Create(evaluator, Options(3)).Run();

        Assert.IsEmpty(evaluator.Requests);
        Assert.AreEqual(3, result.ResumedTrials);
        Assert.AreEqual(StopReason.TrialBudget, result.StopReason);
    }

    [TestMethod]
    public void Failed_trials_alone_are_told_from_the_journal_too()
    {
        Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(
            ScoreEvaluator.Of(_ => throw new InvalidOperationException("It burst.")), Options(2)).Run());

        var exception = Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(new ScoreEvaluator(), Options(2)).Run());

        StringAssert.Contains(exception.Message, "It burst.");
    }

    [TestMethod]
    public void A_cancelled_trial_is_given_back()
    {
        using var cancellation = new CancellationTokenSource();
        var evaluator = new ScoreEvaluator((request, token) =>
        {
            if (request.TrialNumber == 1)
            {
                cancellation.Cancel();
            }

            token.ThrowIfCancellationRequested();
            return new EvaluationResult(1);
        });

        TestStudies.Create(evaluator, Options(3)).Run(cancellation.Token);

        Assert.AreEqual("{\"event\":\"returned\",\"number\":1}", File.ReadAllLines(Journal)[^1]);
        CollectionAssert.AreEqual(new[] { 1 }, Study.Read(Journal).UnfinishedTrials.ToArray());
    }

    [TestMethod]
    public void Cancelling_while_the_journal_is_replayed_keeps_all_of_its_trials()
    {
        RunToTheEnd(3);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        StudyResult result = TestStudies.Create(new ScoreEvaluator(), Options(9)).Run(cancellation.Token);

        Assert.AreEqual(StopReason.Cancelled, result.StopReason);
        Assert.HasCount(3, result.Trials);
    }

    [TestMethod]
    public void A_journal_of_another_study_is_refused()
    {
        RunToTheEnd(2);

        AssertRefused("its seed is '0', this study's is '1'", new StudyOptions { MaxTrials = 2, JournalPath = Journal, Seed = 1 });
        AssertRefused("its strategy is 'random', this study's is 'nao'", Options(2), strategy: "nao");
        AssertRefused("its space is 'convolutional-cells/5-operations', this study's is 'pairs'", Options(2), space: new PairSpace());
        AssertRefused("its metric is 'Score', this study's is 'Loss'", Options(2), objective: new Objective("Loss", true));
        AssertRefused("its 'maximize' is 'True', this study's is 'False'", Options(2), objective: new Objective("Score", false));
        AssertRefused(
            "its evaluation fingerprint is '', this study's is 'other data'",
            new StudyOptions { MaxTrials = 2, JournalPath = Journal, EvaluationFingerprint = "other data" });
    }

    [TestMethod]
    public void A_journal_of_another_format_is_refused()
    {
        RunToTheEnd(2);
        File.WriteAllText(Journal, File.ReadAllText(Journal).Replace("\"format\":2", "\"format\":99,\"new\":true", StringComparison.Ordinal));

        AssertRefused("it is of format 99; this version reads 1 to 2", Options(2));
    }

    [TestMethod]
    public void A_journal_with_another_architecture_than_the_strategy_proposes_is_refused()
    {
        RunToTheEnd(3);
        string[] lines = File.ReadAllLines(Journal);
        (lines[1], lines[3]) = (lines[3].Replace("\"number\":1", "\"number\":0", StringComparison.Ordinal), lines[1].Replace("\"number\":0", "\"number\":1", StringComparison.Ordinal));
        File.WriteAllLines(Journal, lines);

        AssertRefused("as trial 0, where the journal has", Options(3));
    }

    [TestMethod]
    public void Damage_in_the_middle_is_refused_with_its_line()
    {
        RunToTheEnd(3);
        string[] lines = File.ReadAllLines(Journal);
        string third = lines[3];
        lines[3] = third[..^5];
        File.WriteAllLines(Journal, lines);
        AssertRefused("Line 4 of the journal", Options(3));

        lines[3] = third.Replace("\"number\":1", "\"number\":7", StringComparison.Ordinal);
        File.WriteAllLines(Journal, lines);
        AssertRefused("Line 4 of the journal", Options(3));
        AssertRefused("is trial 7; trial 1 was expected", Options(3));

        lines[3] = lines[1];
        File.WriteAllLines(Journal, lines);
        AssertRefused("is trial 0; trial 1 was expected", Options(3));

        lines[3] = lines[2];
        File.WriteAllLines(Journal, lines);
        AssertRefused("Trial 0 has finished before", Options(3));
    }

    [TestMethod]
    [DataRow("\"metric\":\"NaN\"")]
    [DataRow("\"metric\":\"Infinity\"")]
    [DataRow("\"failure\":\"none\"")]
    public void A_completed_trial_without_a_number_is_refused_with_its_line(string instead)
    {
        RunToTheEnd(3);
        string[] lines = File.ReadAllLines(Journal);
        lines[2] = System.Text.RegularExpressions.Regex.Replace(lines[2], "\"metric\":[^,}]*", instead);
        File.WriteAllLines(Journal, lines);

        AssertRefused("Line 3 of the journal", Options(3));
    }

    [TestMethod]
    public void A_file_that_is_not_a_journal_is_left_alone()
    {
        File.WriteAllText(Journal, "my diary");

        AssertRefused("is not a journal", Options(2));

        Assert.AreEqual("my diary", File.ReadAllText(Journal));
    }

    [TestMethod]
    public void A_journal_that_is_in_use_is_refused()
    {
        var evaluator = ScoreEvaluator.Of(_ =>
        {
            AssertRefused("cannot be opened", Options(2));
            return 1;
        });

        Assert.AreEqual(1, TestStudies.Create(evaluator, Options(1)).Run().Best.Metric);
    }

    [TestMethod]
    public void A_journal_in_a_folder_that_does_not_exist_is_refused() => AssertRefused(
        "cannot be opened", new StudyOptions { MaxTrials = 1, JournalPath = Path.Combine(Journal, "missing", "journal") });

    private StudyOptions Options(int trials) => new() { MaxTrials = trials, JournalPath = Journal };

    private void RunToTheEnd(int trials) => TestStudies.Create(new ScoreEvaluator(), Options(trials)).Run();

    private static void AssertRefused(
        string message, StudyOptions options, string strategy = "random", ArchitectureSpace? space = null, Objective? objective = null) =>
        StringAssert.Contains(
            Assert.ThrowsExactly<JournalException>(() => TestStudies.Create(new ScoreEvaluator(), options, strategy, space, objective).Run()).Message,
            message);

    private string ReadShared() => System.Text.Encoding.UTF8.GetString(TestStores.ReadShared(Journal));
}
