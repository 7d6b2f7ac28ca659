using System.Collections.Concurrent;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class JournalFailureTests : IDisposable
{
    private const int Trials = 9;

    private static readonly TrialScore Score = TrialScore.ByMetric(TestStrategies.Objective);
    private static readonly ConvolutionalCellSpace Space = new();

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void After_a_line_that_could_not_be_written_none_is()
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, 3).Select(Start)];
        using (StudyJournal journal = Open(failingWrite: 2))
        {
            journal.Append(entries[0]);
            byte[] before = TestStores.ReadShared(Journal);

            string message = Assert.ThrowsExactly<JournalException>(() => journal.Append(entries[1])).Message;

            StringAssert.Contains(message, "could not take what happened to trial 1: No space left on device.");
            Assert.AreEqual(message, Assert.ThrowsExactly<JournalException>(() => journal.Append(entries[2])).Message);
            Assert.AreEqual(message, Assert.ThrowsExactly<JournalException>(() => journal.Append(entries[1])).Message);
            CollectionAssert.AreEqual(before, TestStores.ReadShared(Journal));
        }

        CollectionAssert.AreEqual(new[] { 0 }, Study.Read(Journal).UnfinishedTrials.ToArray());
    }

    [TestMethod]
    public void A_format_that_could_not_be_raised_leaves_the_journal_as_it_was()
    {
        using (StudyJournal journal = Open())
        {
            journal.Append(Start(0));
        }

        File.WriteAllText(Journal, File.ReadAllText(Journal).Replace("\"format\":2", "\"format\":1", StringComparison.Ordinal));
        byte[] before = File.ReadAllBytes(Journal);
        using (StudyJournal journal = Open(failingWrite: 0))
        {
            StringAssert.Contains(Assert.ThrowsExactly<JournalException>(() => journal.Append(Start(1))).Message, "No space left on device.");
            Assert.ThrowsExactly<JournalException>(() => journal.Append(Start(1)));
        }

        CollectionAssert.AreEqual(before, File.ReadAllBytes(Journal));
        using (StudyJournal journal = Open())
        {
            journal.Append(Start(1));
        }

        CollectionAssert.AreEqual(new[] { 0, 1 }, Study.Read(Journal).UnfinishedTrials.ToArray());
        StringAssert.Contains(File.ReadAllText(Journal), "\"format\":2");
    }

    [TestMethod]
    public void A_disk_that_is_full_for_a_moment_loses_nothing_of_two_workers()
    {
        // Which worker comes first after the failed write, nobody knows: many tries.
        for (int seed = 0; seed < 100; seed++)
        {
            var finished = new ConcurrentBag<int>();
            StudyOptions Options() => new()
            {
                MaxTrials = Trials,
                JournalPath = Journal,
                Seed = seed,
                Progress = new Finished(finished.Add),
            };
            File.Delete(Journal);

            Assert.ThrowsExactly<JournalException>(() => RunOnAFullDisk(Options(), failingWrite: 3 + (seed % (Trials + 3))));
            StudyRecord record = Study.Read(Journal);
            CollectionAssert.IsSubsetOf(finished.Distinct().ToList(), record.Trials.Select(trial => trial.Number).ToList());
            StudyResult result = TestStudies.Create(new ScoreEvaluator(), Options()).Run();

            Assert.AreEqual(record.Trials.Count, result.ResumedTrials);
            CollectionAssert.AreEqual(
                TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = Trials, Seed = seed }).Run().Describe(), result.Describe());
        }
    }

    private static JournalEntry Start(int number) =>
        new() { Event = JournalEvent.Started, Number = number, Architecture = Space.Sample(new Random(number)) };

    private static JournalHeader CreateHeader(int seed = 0) => new()
    {
        Format = JournalHeader.CurrentFormat,
        Space = Space.Name,
        Strategy = "random",
        Metric = TestStrategies.Objective.MetricName,
        Maximize = TestStrategies.Objective.Maximize,
        Seed = seed,
        Fingerprint = string.Empty,
    };

    private StudyJournal Open(int failingWrite = -1) =>
        StudyJournal.Open(Journal, CreateHeader(), Score, openFile: path => new FailingStream(path, failingWrite));

    /// <summary>Runs a study of two workers, the other of which waits to write when the disk is full.</summary>
    private void RunOnAFullDisk(StudyOptions options, int failingWrite)
    {
        var workers = new ConcurrentDictionary<Thread, bool>();
        using var both = new Barrier(2);
        void WaitForTheOther() => SpinWait.SpinUntil(
            () => workers.Keys.All(worker => worker == Thread.CurrentThread || worker.ThreadState.HasFlag(ThreadState.WaitSleepJoin)),
            TimeSpan.FromSeconds(10));
        var evaluator = new MeetingEvaluator(() =>
        {
            if (workers.TryAdd(Thread.CurrentThread, true))
            {
                both.SignalAndWait();
            }
        });
        using StudyJournal journal = StudyJournal.Open(
            Journal, CreateHeader(options.Seed), Score, openFile: path => new FailingStream(path, failingWrite, WaitForTheOther));
        ISearchStrategy strategy = TestStrategies.Create("random", Space, options.Seed);
        new StudyRun(TestStrategies.Objective, strategy, [evaluator, evaluator], options, Score, journal, null).Run(_ => { }, CancellationToken.None);
    }

    private sealed class MeetingEvaluator(Action meet) : IArchitectureEvaluator
    {
        public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
        {
            meet();
            return new EvaluationResult(TestStrategies.Score(request.Architecture));
        }
    }

    private sealed class Finished(Action<int> add) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Latest is { } trial)
            {
                add(trial.Number);
            }
        }
    }
}
