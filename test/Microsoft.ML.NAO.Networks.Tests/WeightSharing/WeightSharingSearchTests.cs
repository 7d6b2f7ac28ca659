using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NAO.Tests.Datasets;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Networks.Tests.WeightSharing;

[TestClass]
public sealed class WeightSharingSearchTests
{
    private static readonly JsonSerializerOptions Format = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [TestMethod]
    [DataRow("images")]
    [DataRow("text")]
    public void ReplacesThePoolAndRetrainsTheBest(string kind)
    {
        using SupernetTask task = TestTasks.Create(kind);
        WeightSharingOptions options = TestTasks.SearchOptions();

        WeightSharingResult result = new WeightSharingSearch(task, options).Run();

        Assert.HasCount(options.PoolSize, result.Pool);
        CollectionAssert.AllItemsAreUnique(result.Pool.Select(scored => scored.Architecture).ToArray());
        Assert.IsTrue(result.Pool.All(scored => task.Space.IsLegal(scored.Architecture, out _)));
        double sign = task.Objective.Maximize ? -1 : 1;
        double[] scores = [.. result.Pool.Select(scored => sign * scored.Score)];
        CollectionAssert.AreEqual(scores.Order().ToArray(), scores);
        CollectionAssert.AreEqual(result.Pool.Take(2).Select(scored => scored.Architecture).ToArray(), result.Retrained.Select(entry => entry.Architecture).ToArray());
        Assert.AreEqual(result.Retrained.MinBy(entry => sign * entry.Score)!.Architecture, result.Best);
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, result.Rounds.Select(round => round.Round).ToArray());
        Assert.AreEqual(options.GeneratedPerRound, result.Rounds[0].Generated);
        Assert.AreEqual(0, result.Rounds[2].Generated);
    }

    [TestMethod]
    [DataRow("images")]
    [DataRow("text")]
    public void ASearchThatWasEndedAnywhereComesToTheSameResult(string kind)
    {
        var steps = new List<(WeightSharingStage Stage, int Round, int Step)>();
        string expected;
        using (SupernetTask task = TestTasks.Create(kind))
        {
            var recorder = new Observer(p => steps.Add((p.Stage, p.Round, p.Step)));
            expected = Describe(new WeightSharingSearch(task, TestTasks.SearchOptions()).Run(recorder));
        }

        int[] ends = [.. steps.Distinct().Select(step => steps.LastIndexOf(step) + 1), steps.IndexOf((WeightSharingStage.Training, 2, 2)) + 1];
        Assert.IsGreaterThan(8, ends.Length);
        foreach (int end in ends.Where((_, index) => index % 2 == 0).Append(ends[^1]))
        {
            using var folder = new TemporaryFolder();
            WeightSharingOptions options = TestTasks.SearchOptions(Path.Combine(folder.FullName, "search.nao"));
            using (SupernetTask task = TestTasks.Create(kind))
            {
                using var source = new CancellationTokenSource();
                int reports = 0;
                var killer = new Observer(_ =>
                {
                    if (++reports == end)
                    {
                        source.Cancel();
                    }
                });
                try
                {
                    new WeightSharingSearch(task, options).Run(killer, source.Token);
                }
                catch (OperationCanceledException)
                {
                }
            }

            using SupernetTask again = TestTasks.Create(kind);
            int left = 0;
            string actual = Describe(new WeightSharingSearch(again, options).Run(new Observer(_ => left++)));

            Assert.AreEqual(expected, actual, $"ended after {end} of {steps.Count} reports");
            // At most one epoch is trained again.
            Assert.IsLessThanOrEqualTo(steps.Count - end + 12, left);
            CollectionAssert.AreEqual(new[] { options.CheckpointFile }, Directory.GetFiles(folder.FullName));
        }
    }

    [TestMethod]
    public void RandomSearchWithWeightSharingHasNoController()
    {
        using SupernetTask task = TestTasks.CreateText();
        WeightSharingOptions options = TestTasks.SearchOptions();
        options.Controller = null;
        var stages = new HashSet<WeightSharingStage>();

        WeightSharingResult result = new WeightSharingSearch(task, options).Run(new Observer(p => stages.Add(p.Stage)));

        Assert.HasCount(options.PoolSize, result.Pool);
        Assert.IsTrue(result.Rounds.All(round => round.Generated == 0));
        Assert.DoesNotContain(WeightSharingStage.Generating, stages);
    }

    [TestMethod]
    public void TheBalancedSearchTrainsWhatIsNewAndStartsTheScheduleAgain()
    {
        using SupernetTask task = TestTasks.CreateText();
        WeightSharingOptions options = TestTasks.SearchOptions();
        options.Sampling = PathSampling.ByParameterCount;
        string whole = Describe(new WeightSharingSearch(task, options).Run());
        options.TrainNewAlone = true;
        using SupernetTask other = TestTasks.CreateText();

        Assert.AreNotEqual(whole, Describe(new WeightSharingSearch(other, options).Run()));
    }

    [TestMethod]
    public void TellsTheTimeThatIsLeftOnceItIsKnown()
    {
        using SupernetTask task = TestTasks.CreateText();
        var reports = new List<WeightSharingProgress>();
        new WeightSharingSearch(task, TestTasks.SearchOptions()).Run(new Observer(reports.Add));

        Assert.IsTrue(reports.All(report => report.Fraction is >= 0 and <= 1 && report.Step <= report.StepCount && report.TimeLeft >= TimeSpan.Zero));
        Assert.IsNull(reports[0].BestScore);
        Assert.IsNotNull(reports[^1].BestScore);
        Assert.IsLessThan(reports[0].TimeLeft!.Value + TimeSpan.FromSeconds(60), reports[^1].TimeLeft!.Value);
    }

    [TestMethod]
    public void RefusesTheCheckpointOfAnotherSearch()
    {
        using var folder = new TemporaryFolder();
        WeightSharingOptions options = TestTasks.SearchOptions(Path.Combine(folder.FullName, "search.nao"));
        options.Rounds = 1;
        options.Retrained = 0;
        using (SupernetTask task = TestTasks.CreateText())
        {
            new WeightSharingSearch(task, options).Run();
        }

        using SupernetTask other = TestTasks.CreateText(seed: 2);
        Assert.ThrowsExactly<InvalidDataException>(() => new WeightSharingSearch(other, options).Run());
        using SupernetTask same = TestTasks.CreateText();
        options.Controller!.GradientSteps++;
        Assert.ThrowsExactly<InvalidDataException>(() => new WeightSharingSearch(same, options).Run());
    }

    [TestMethod]
    public void RefusesOptionsThatContradictEachOther()
    {
        using SupernetTask task = TestTasks.CreateText();
        Assert.ThrowsExactly<ValidationException>(() => new WeightSharingSearch(task, new WeightSharingOptions { PoolSize = 10 }));
        Assert.ThrowsExactly<ValidationException>(() => new WeightSharingSearch(
            task, new WeightSharingOptions { TrainNewAlone = true, GeneratedPerRound = 0, RandomPerRound = 0 }));
    }

    [TestMethod]
    public void TheAuthorsOptionsAreValid()
    {
        using SupernetTask task = TestTasks.CreateText();
        foreach (WeightSharingOptions options in new[]
        {
            WeightSharingOptions.CreateReference(), WeightSharingOptions.CreatePyTorch(), WeightSharingOptions.CreateBalanced(), WeightSharingOptions.CreateRecurrentReference(),
        })
        {
            _ = new WeightSharingSearch(task, options);
            options.Controller!.CreateGenerator(new(task.Space, task.Objective, 1), options.GeneratedPerRound);
        }

        ImageSupernetTaskOptions.CreateReference().Validate();
        ImageSupernetTaskOptions.CreatePyTorch().Validate();
        LanguageModelSupernetTaskOptions.CreateReference().Validate();
    }

    private static string Describe(WeightSharingResult result) => JsonSerializer.Serialize(
        new
        {
            Best = result.Best.ToString(),
            Pool = result.Pool.Select(scored => (scored.Architecture.ToString(), scored.Score).ToString()),
            Retrained = result.Retrained.Select(entry => (entry.Architecture.ToString(), entry.SharedScore, entry.Score).ToString()),
            result.Rounds,
        },
        Format);

    private sealed class Observer(Action<WeightSharingProgress> action) : IProgress<WeightSharingProgress>
    {
        public void Report(WeightSharingProgress value) => action(value);
    }
}
