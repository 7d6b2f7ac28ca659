using System.Globalization;
using System.Text.RegularExpressions;

namespace Examples.Tests;

[TestClass]
public sealed partial class TunerInExperimentTests
{
    private const int Trials = 20;

    [TestMethod]
    public void SearchesArchitecturesAndOtherOptionsOfAPipelineTogether()
    {
        string[] lines = ExampleProcess.Run("TunerInExperiment");

        Assert.HasCount(2 * Trials, lines.Where(line => Trial().IsMatch(line)));
        Match[] trials = [.. lines.SkipWhile(line => line != "NAO:").TakeWhile(line => line != "Random search:").Select(line => Trial().Match(line)).Where(match => match.Success)];
        Assert.HasCount(Trials, trials);
        Assert.AreEqual(Trials, trials.Select(trial => trial.Groups["architecture"].Value).Distinct().Count());
        double[] rates = [.. trials.Select(trial => double.Parse(trial.Groups["rate"].Value, CultureInfo.InvariantCulture))];
        Assert.IsGreaterThan(1, rates.Distinct().Count());
        Assert.IsTrue(rates.All(rate => rate is >= 0.0003 and <= 0.03));
        Match best = trials.MaxBy(trial => double.Parse(trial.Groups["accuracy"].Value, CultureInfo.InvariantCulture))!;
        CollectionAssert.Contains(lines, $"Best: {best.Groups["what"].Value}");
        double linear = lines.Row("Linear")[0];
        Assert.IsGreaterThan(linear, lines.Row($"NAO, {Trials} trials")[0]);
        Assert.IsGreaterThan(linear, lines.Row($"Random search, {Trials} trials")[0]);
    }

    [GeneratedRegex(@"^  trial +\d+, \d:\d\d left: (?<accuracy>[\d.]+) % by (?<what>(centered|scaled), learning rate (?<rate>[\d.]+), batches of \d+, (?<architecture>width=.*))$")]
    private static partial Regex Trial();
}
