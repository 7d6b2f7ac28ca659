using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyReadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal.jsonl");

    private static string OldJournal => Path.Combine(AppContext.BaseDirectory, "Studies", "Fixtures", "journal-format-1.jsonl");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_running_study_is_read_and_goes_on()
    {
        var evaluator = ScoreEvaluator.Of(request =>
        {
            StudyRecord record = Study.Read(Journal);
            Assert.HasCount(request.TrialNumber, record.Trials);
            CollectionAssert.AreEqual(new[] { request.TrialNumber }, record.UnfinishedTrials.ToArray());
            return request.TrialNumber;
        });

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 3, JournalPath = Journal, Seed = 4, EvaluationFingerprint = "data" }).Run();

        StudyRecord read = Study.Read(Journal);
        Assert.AreEqual(2, read.Best?.Metric);
        Assert.AreEqual(4, read.Seed);
        Assert.AreEqual("data", read.EvaluationFingerprint);
        Assert.AreEqual(TestStrategies.Objective, read.Objective);
        Assert.IsTrue(read.Elapsed <= result.Elapsed && read.Elapsed > TimeSpan.Zero);
    }

    [TestMethod]
    public void A_line_that_was_cut_off_is_passed_over()
    {
        TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 3, JournalPath = Journal }).Run();
        File.WriteAllBytes(Journal, File.ReadAllBytes(Journal)[..^5]);

        StudyRecord read = Study.Read(Journal);

        Assert.HasCount(2, read.Trials);
        CollectionAssert.AreEqual(new[] { 2 }, read.UnfinishedTrials.ToArray());
    }

    [TestMethod]
    public void A_missing_file_is_refused_and_not_made()
    {
        StringAssert.Contains(Assert.ThrowsExactly<JournalException>(() => Study.Read(Journal)).Message, Journal);
        Assert.IsFalse(File.Exists(Journal));
    }

    [TestMethod]
    public void A_file_without_a_line_is_refused()
    {
        File.WriteAllText(Journal, "my diary");

        StringAssert.Contains(Assert.ThrowsExactly<JournalException>(() => Study.Read(Journal)).Message, "is not a journal");
    }

    [TestMethod]
    public void A_journal_of_the_first_format_is_read()
    {
        StudyRecord read = Study.Read(OldJournal);

        Assert.HasCount(5, read.Trials);
        Assert.AreEqual(3, read.Best?.Number);
        Assert.AreEqual(24.1, read.Best?.Metric);
        Assert.AreEqual("InvalidOperationException: It burst.", read.Trials[2].Failure);
        Assert.AreEqual(1004, read.Trials[4].Measures["Parameters"]);
        Assert.AreEqual(TimeSpan.FromTicks(read.Trials.Sum(trial => trial.Duration.Ticks)), read.Elapsed);
    }

    [TestMethod]
    public void A_journal_of_the_first_format_goes_on()
    {
        File.Copy(OldJournal, Journal);
        string[] old = File.ReadAllLines(OldJournal);
        StudyResult resumed = TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 7, Seed = 3, JournalPath = Journal }).Run();

        Assert.AreEqual(5, resumed.ResumedTrials);
        CollectionAssert.AreEqual(
            TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 7, Seed = 3 }).Run().Trials.Select(trial => trial.Architecture).ToList(),
            resumed.Trials.Select(trial => trial.Architecture).ToList());
        string[] lines = File.ReadAllLines(Journal);
        StringAssert.StartsWith(lines[0], "{\"format\":2,");
        CollectionAssert.AreEqual(old[1..], lines[1..6]);
        CollectionAssert.AreEqual(
            resumed.Describe(),
            TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 7, Seed = 3, JournalPath = Journal }).Run().Describe());
    }

    [TestMethod]
    public void A_journal_of_the_first_format_to_which_nothing_is_added_stays_as_it_is()
    {
        File.Copy(OldJournal, Journal);

        TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 5, Seed = 3, JournalPath = Journal }).Run();

        CollectionAssert.AreEqual(File.ReadAllBytes(OldJournal), File.ReadAllBytes(Journal));
    }
}
