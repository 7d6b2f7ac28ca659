using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public class ParetoFrontTests
{
    private static readonly Objective Accuracy = new("Accuracy", Maximize: true);
    private static readonly MeasureObjective Parameters = new("Parameters");
    private static readonly MeasureObjective Speed = new("Speed", Maximize: true);

    [TestMethod]
    public void What_no_other_beats_in_both_is_in_the_front()
    {
        Trial[] trials = [Create(0, 0.9, 100), Create(1, 0.8, 50), Create(2, 0.85, 120), Create(3, 0.7, 50), Create(4, 0.95, 300), Create(5, 0.1, 10)];

        CollectionAssert.AreEqual(new[] { 4, 0, 1, 5 }, Find(trials, Parameters));
    }

    [TestMethod]
    public void Equal_trials_are_all_in_it()
    {
        Trial[] trials = [Create(0, 0.9, 100), Create(1, 0.9, 100), Create(2, 0.9, 101), Create(3, 0.8, 100), Create(4, 0.8, 99), Create(5, 0.8, 99)];

        CollectionAssert.AreEqual(new[] { 0, 1, 4, 5 }, Find(trials, Parameters));
    }

    [TestMethod]
    public void Without_further_objectives_it_is_the_best_trials()
    {
        CollectionAssert.AreEqual(new[] { 1, 2 }, Find([Create(0, 0.5, 1), Create(1, 0.9, 2), Create(2, 0.9, 3)]));
    }

    [TestMethod]
    public void Trials_that_have_not_completed_or_lack_a_figure_are_passed_over()
    {
        Trial[] trials =
        [
            Create(0, 0.5, 100),
            Create(1, 0.9, 1) with { State = TrialState.Pruned },
            Create(2, 0.9, 1) with { State = TrialState.Failed, Metric = double.NaN },
            Create(3, 0.9, 1) with { Measures = new Dictionary<string, double>() },
            Create(4, 0.9, double.NaN),
        ];

        CollectionAssert.AreEqual(new[] { 0 }, Find(trials, Parameters));
        Assert.IsEmpty(Find([], Parameters));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void It_is_what_comparing_all_with_all_finds(int seed)
    {
        var random = new Random(seed);
        foreach (var objectives in (MeasureObjective[][])[[Parameters], [Speed], [Parameters, Speed]])
        {
            foreach (Objective metric in (Objective[])[Accuracy, new("Loss", Maximize: false)])
            {
                // Few different values, so that many are equal.
                Trial[] trials = [.. Enumerable.Range(0, 300).Select(number => Create(number, random.Next(20), random.Next(20), random.Next(20)))];

                int[] expected = [.. trials.Where(trial => !trials.Any(other => Dominates(other, trial, metric, objectives))).Select(trial => trial.Number)];

                CollectionAssert.AreEquivalent(expected, ParetoFront.Find(trials, metric, objectives).Select(trial => trial.Number).ToArray());
            }
        }
    }

    [TestMethod]
    public void The_front_goes_from_the_best_metric_to_the_worst()
    {
        var random = new Random(4);
        Trial[] trials = [.. Enumerable.Range(0, 1000).Select(number => Create(number, random.NextDouble(), random.NextDouble()))];

        IReadOnlyList<Trial> front = ParetoFront.Find(trials, Accuracy, Parameters);

        Assert.IsTrue(front.Zip(front.Skip(1)).All(pair => pair.First.Metric > pair.Second.Metric && pair.First.Measures["Parameters"] > pair.Second.Measures["Parameters"]));
        Assert.AreEqual(trials.Max(trial => trial.Metric), front[0].Metric);
        Assert.AreEqual(trials.Min(trial => trial.Measures["Parameters"]), front[^1].Measures["Parameters"]);
    }

    [TestMethod]
    [Timeout(600_000)]
    public void A_million_trials_of_which_none_beats_another_are_sorted_and_not_compared_each_with_each()
    {
        // Comparing each with each, a million squared, takes hours.
        const int Trials = 1_000_000;
        int[] places = [.. Enumerable.Range(0, Trials)];
        new Random(1).Shuffle(places);
        var trials = new Trial[Trials];
        for (int number = 0; number < Trials; number++)
        {
            trials[number] = Create(number, metric: places[number], parameters: places[number]);
        }

        IReadOnlyList<Trial> front = ParetoFront.Find(trials, Accuracy, Parameters);

        Assert.HasCount(Trials, front);
        Assert.AreEqual(Trials - 1, front[0].Metric);
        Assert.AreEqual(0, front[^1].Metric);
    }

    [TestMethod]
    public void The_best_under_a_limit_is_found()
    {
        Trial[] trials = [Create(0, 0.9, 100), Create(1, 0.8, 50), Create(2, 0.8, 40), Create(3, 0.95, 60) with { State = TrialState.Pruned }];

        Assert.AreEqual(1, trials.FindBest(Accuracy, "Parameters", 60)?.Number);
        Assert.AreEqual(0, trials.FindBest(Accuracy, "Parameters", 100)?.Number);
        Assert.AreEqual(1, trials.FindBest(new Objective("Loss", false), "Parameters", 1000)?.Number);
        Assert.IsNull(trials.FindBest(Accuracy, "Parameters", 39));
        Assert.IsNull(trials.FindBest(Accuracy, "Latency", 39));
    }

    private static int[] Find(Trial[] trials, params MeasureObjective[] objectives) =>
        [.. ParetoFront.Find(trials, Accuracy, objectives).Select(trial => trial.Number)];

    private static bool Dominates(Trial first, Trial second, Objective metric, MeasureObjective[] objectives)
    {
        IEnumerable<(double First, double Second)> costs = objectives
            .Select(objective => (Sign(objective.Maximize) * first.Measures[objective.Measure], Sign(objective.Maximize) * second.Measures[objective.Measure]))
            .Append((Sign(metric.Maximize) * first.Metric, Sign(metric.Maximize) * second.Metric));
        return costs.All(cost => cost.First <= cost.Second) && costs.Any(cost => cost.First < cost.Second);
    }

    private static int Sign(bool maximize) => maximize ? -1 : 1;

    private static Trial Create(int number, double metric, double parameters, double speed = 0) => new()
    {
        Number = number,
        Architecture = new Architecture(number),
        State = TrialState.Completed,
        Metric = metric,
        Measures = new Dictionary<string, double> { ["Parameters"] = parameters, ["Speed"] = speed },
    };
}
