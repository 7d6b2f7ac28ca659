using System.Globalization;
using System.Text.RegularExpressions;

namespace Examples.Tests;

[TestClass]
public sealed partial class TunerInExperimentTests
{
    [TestMethod]
    public void SearchesArchitecturesAndOtherOptionsOfAPipelineTogether()
    {
        string[] lines = ExampleProcess.Run("TunerInExperiment", "--quick");

        Match[] trials = [.. lines.Select(line => Trial().Match(line)).Where(match => match.Success)];
        Assert.HasCount(4, trials);
        Assert.AreEqual(4, trials.Select(trial => trial.Groups["architecture"].Value).Distinct().Count());
        double[] rates = [.. trials.Select(trial => double.Parse(trial.Groups["rate"].Value, CultureInfo.InvariantCulture))];
        Assert.IsGreaterThan(1, rates.Distinct().Count());
        Assert.IsTrue(rates.All(rate => rate is >= 0.0003 and <= 0.03));
        Match best = trials.MaxBy(trial => double.Parse(trial.Groups["accuracy"].Value, CultureInfo.InvariantCulture))!;
        CollectionAssert.Contains(lines, $"Best: {best.Groups["what"].Value}");
        Assert.HasCount(1, lines.Row("The best trial"));
    }

    [GeneratedRegex(@"^  trial +\d, \d:\d\d left: (?<accuracy>[\d.]+) % by (?<what>(centered|scaled), learning rate (?<rate>[\d.]+), batches of \d+, (?<architecture>width=.*))$")]
    private static partial Regex Trial();
}
