using System.Text;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Fuzzing;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class JournalFuzzTests : IDisposable
{
    private const int Reads = 120_000;
    private const int Runs = 1_000;

    // A buffer, what the trials of a short journal take, and an exception with its message.
    private const long MostBytesForARead = 1_000_000;

    private static readonly string[] Words =
    [
        "\"number\":", "\"architecture\":[", "]", "}", "{", "\n", "\n\n", "null", "-1", "2147483648", "1e999", "\"NaN\"", "\"metric\":", "\"event\":\"returned\"",
        "\"event\":\"finished\"", "\"event\":\"started\"", "\"event\":\"reported\"", "\"state\":\"completed\"", "\"state\":\"infeasible\"", "\"step\":0", "\"format\":1",
        "\"format\":3", "\\ud800", "\"\\u0000\"", "\"measures\":{\"a\":1,\"a\":2}", "\"duration\":\"-1.00:00:00\"", "[[[[[[[[[[[[", "00000", "999999999999999999999",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly Mutator _mutator = new(1, Words);

    private string Journal => _folder.File("journal");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Whatever_stands_in_a_journal_is_read_or_refused_with_a_message_and_little_memory()
    {
        byte[][] seeds = [.. CreateJournals()];
        int refused = 0;
        for (int input = 0; input < Reads; input++)
        {
            byte[] mutated = Mutate(seeds[_mutator.Random.Next(seeds.Length)]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                StudyRecord record = Study.Read(new MemoryStream(mutated));
                Check(record);
            }
            catch (JournalException e)
            {
                Assert.IsGreaterThan(20, e.Message.Length);
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {input} ended in {e}{Environment.NewLine}{Encoding.UTF8.GetString(mutated)}");
            }

            Assert.IsLessThan(MostBytesForARead, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // Were all refused, or none, the mutations would show little.
        Assert.IsTrue(refused is > Reads / 4 and < Reads * 99 / 100, $"{refused} of {Reads} inputs were refused.");
    }

    [TestMethod]
    public void A_study_goes_on_from_a_journal_or_leaves_it_as_it_is()
    {
        byte[][] seeds = [.. CreateJournals()];
        int gone = 0;
        for (int input = 0; input < Runs; input++)
        {
            byte[] mutated = Mutate(seeds[0]);
            File.WriteAllBytes(Journal, mutated);
            try
            {
                StudyResult result = TestStudies.Create(new EpochEvaluator(2), CreateOptions(8)).Run();
                Assert.HasCount(8, result.Trials);
                CollectionAssert.AreEqual(result.Describe(), Study.Read(Journal).Trials.Select(TestStudies.Describe).ToList());
                gone++;
            }
            catch (JournalException)
            {
                CollectionAssert.AreEqual(mutated[..KeptLength(mutated)], File.ReadAllBytes(Journal)[..KeptLength(mutated)]);
            }
            catch (StudyFailedException)
            {
                // The mutation has turned all that completed into failures.
            }
        }

        Assert.IsGreaterThan(Runs / 20, gone);
    }

    [TestMethod]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        using var stream = new EndlessStream();
        long before = GC.GetAllocatedBytesForCurrentThread();

        StringAssert.Contains(Assert.ThrowsExactly<JournalException>(() => Study.Read(stream)).Message, "has more than");

        Assert.IsLessThan(100_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int KeptLength(byte[] journal) => Array.LastIndexOf(journal, (byte)'\n') + 1;

    private static void Check(StudyRecord record)
    {
        for (int i = 1; i < record.Trials.Count; i++)
        {
            Assert.IsLessThan(record.Trials[i].Number, record.Trials[i - 1].Number);
        }

        Assert.IsTrue(record.Trials.All(trial => double.IsFinite(trial.Metric) == (trial.State is TrialState.Completed or TrialState.Pruned)));
        Assert.IsTrue(record.Trials.All(trial => trial.Duration >= TimeSpan.Zero && trial.Epochs >= 0));
        Assert.IsTrue(record.Best is null || record.Trials.Contains(record.Best));
    }

    private StudyOptions CreateOptions(int trials)
    {
        StudyOptions options = new() { MaxTrials = trials, JournalPath = Journal, Scheduler = new AshaOptions(), Seed = 3 };
        options.MaxInitialFailures = trials;
        return options;
    }

    /// <summary>A journal with everything that one can hold, one of an older format, and one of several workers.</summary>
    private IEnumerable<byte[]> CreateJournals()
    {
        int calls = 0;
        var evaluator = new EpochEvaluator(2, (request, epoch) =>
        {
            calls++;
            if (request.TrialNumber == 2 && calls < 6)
            {
                throw new WorkerFailedException("The device is lost.");
            }

            if (request.TrialNumber == 3 && epoch == 2)
            {
                throw new InvalidOperationException("It \"burst\"\n – ünïcode.");
            }
        });
        TestStudies.Create(evaluator, CreateOptions(6)).Run();
        yield return File.ReadAllBytes(Journal);
        yield return File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Studies", "Fixtures", "journal-format-1.jsonl"));
        File.Delete(Journal);
        StudyOptions options = CreateOptions(5);
        options.Measurer = new Counter();
        options.Limits.Add(new MeasureLimit("Count", 3));
        options.Objectives.Add(new MeasureObjective("Count"));
        TestStudies.Create(new EpochEvaluator(1), options).Run();
        yield return File.ReadAllBytes(Journal);
        File.Delete(Journal);
    }

    private byte[] Mutate(byte[] seed)
    {
        if (_mutator.Random.Next(3) > 0)
        {
            return _mutator.Mutate(seed);
        }

        List<byte> bytes = [.. seed];
        _mutator.MoveLine(bytes);
        return _mutator.Random.Next(2) == 0 ? [.. bytes] : _mutator.Mutate([.. bytes]);
    }

    private sealed class Counter : IArchitectureMeasurer
    {
        private int _count;

        public IReadOnlyDictionary<string, double> Measure(Microsoft.ML.NAO.Architectures.Architecture architecture, CancellationToken cancellationToken) =>
            new Dictionary<string, double> { ["Count"] = _count++ % 5, ["Odd"] = double.NaN };
    }

    /// <summary>One line that never ends.</summary>
    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'1');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
