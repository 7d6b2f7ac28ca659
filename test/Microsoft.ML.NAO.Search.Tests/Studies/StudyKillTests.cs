using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;
using Microsoft.ML.NAO.Studies;
using StudyRunner;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyKillTests : IDisposable
{
    // Never reached: the study is killed before.
    private const int NoEnd = 15_000;

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_study_that_is_killed_at_200_random_moments_ends_as_if_it_had_not_been()
    {
        StudyRecord last = Kill(times: 200, workers: 1);

        int trials = last.Trials.Count + 20;
        StudyResult expected = TabularStudy.Create(TabularStudy.CreateOptions(null, trials), workers: 1).Run();
        StudyResult result = TabularStudy.Create(TabularStudy.CreateOptions(Journal, trials), workers: 1).Run();

        Assert.AreEqual(last.Trials.Count, result.ResumedTrials);
        CollectionAssert.AreEqual(expected.Describe(), result.Describe());
        Assert.AreEqual(TestStudies.Describe(expected.Best), TestStudies.Describe(result.Best));
        Assert.Contains(trial => trial.State == TrialState.Pruned, result.Trials);
    }

    [TestMethod]
    public void A_strategy_that_puts_down_its_state_ends_as_if_it_had_not_been_killed()
    {
        StudyRecord last = Kill(times: 20, workers: 1, NaoOptions.StrategyName);
        Assert.IsTrue(File.Exists(Journal + ".strategy"));

        int trials = last.Trials.Count + 9;
        StudyResult expected = TabularStudy.Create(TabularStudy.CreateOptions(null, trials), workers: 1, NaoOptions.StrategyName).Run();
        StudyResult result = TabularStudy.Create(TabularStudy.CreateOptions(Journal, trials), workers: 1, NaoOptions.StrategyName).Run();

        Assert.AreEqual(last.Trials.Count, result.ResumedTrials);
        CollectionAssert.AreEqual(expected.Describe(), result.Describe());
        CollectionAssert.AreEqual(expected.StrategyMeasures.ToList(), result.StrategyMeasures.ToList());
    }

    [TestMethod]
    public void No_trial_is_lost_when_several_workers_are_killed()
    {
        StudyRecord last = Kill(times: 25, workers: 3);

        int trials = last.Trials.Count + 20;
        StudyResult result = TabularStudy.Create(TabularStudy.CreateOptions(Journal, trials), workers: 2).Run();

        CollectionAssert.AreEqual(Enumerable.Range(0, trials).ToList(), result.Trials.Select(trial => trial.Number).ToList());
        Assert.HasCount(trials, result.Trials.Select(trial => trial.Architecture).ToHashSet());
        Assert.IsTrue(result.Trials.All(trial => trial.State != TrialState.Failed));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "The limit is set by bash.")]
    public void A_full_disk_ends_the_study_with_a_message_and_nothing_is_lost()
    {
        using (StudyProcess process = StudyProcess.StartWithLimit(Journal, NoEnd, kibibytes: 16))
        {
            Assert.AreEqual(3, process.WaitForExit());
            StringAssert.Contains(process.Errors.Result, $"The journal '{Journal}' could not take");
            StringAssert.Contains(process.Errors.Result, "All that it held before is kept. Make room, and run the study again");
        }

        Assert.IsLessThanOrEqualTo(16 * 1024, new FileInfo(Journal).Length);
        int trials = Study.Read(Journal).Trials.Count;
        Assert.IsGreaterThan(20, trials);
        CollectionAssert.AreEqual(
            TabularStudy.Create(TabularStudy.CreateOptions(null, trials + 9), workers: 1).Run().Describe(),
            TabularStudy.Create(TabularStudy.CreateOptions(Journal, trials + 9), workers: 1).Run().Describe());
    }

    [TestMethod]
    public void A_journal_that_another_process_uses_is_refused()
    {
        using StudyProcess other = StudyProcess.Start(Journal, NoEnd, workers: 1);
        SpinWait.SpinUntil(() => File.Exists(Journal) && new FileInfo(Journal).Length > 1000 && Study.Read(Journal).Trials.Count > 0);

        var exception = Assert.ThrowsExactly<JournalException>(() => TabularStudy.Create(TabularStudy.CreateOptions(Journal, 3), workers: 1).Run());

        StringAssert.Contains(exception.Message, "another search uses it");
        Assert.IsNotEmpty(Study.Read(Journal).Trials);
    }

    /// <summary>
    /// Starts the study so many times, and kills it each time while it begins or within its first trials, at a moment that nobody knows. Most
    /// are killed when they have written something, many of those within a trial.
    /// </summary>
    private StudyRecord Kill(int times, int workers, string strategy = RegularizedEvolutionOptions.StrategyName)
    {
        // "ready", where the study stands, then each trial that has finished.
        const int MostLines = 6;
        int busy = 0;
        long length = 0;
        var random = new Random(workers);
        Dictionary<int, string> known = [];
        StudyRecord? record = null;
        for (int kill = 0; kill < times; kill++)
        {
            using StudyProcess process = StudyProcess.Start(Journal, NoEnd, workers, strategy);
            List<int> finished = process.KillAfter(lines: random.Next(1, MostLines + 1), TimeSpan.FromMilliseconds(random.Next(1, 25)));
            if (!File.Exists(Journal) || new FileInfo(Journal).Length == 0)
            {
                continue;
            }

            record = Study.Read(Journal);
            Dictionary<int, string> read = record.Trials.ToDictionary(trial => trial.Number, TestStudies.Describe);
            foreach (var (number, trial) in known)
            {
                Assert.AreEqual(trial, read[number]);
            }

            CollectionAssert.IsSubsetOf(finished, read.Keys.ToList());
            known = read;

            // It had begun a trial, or gone on with one.
            busy += new FileInfo(Journal).Length > length ? 1 : 0;
            length = new FileInfo(Journal).Length;
        }

        Assert.IsGreaterThanOrEqualTo(times / 2, busy, "Most of the kills came before the study did anything.");
        return record!;
    }
}
