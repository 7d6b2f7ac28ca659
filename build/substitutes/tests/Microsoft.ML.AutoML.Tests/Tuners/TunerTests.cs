using Microsoft.ML.AutoML.Tests.Experiments;
using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.Tuners;

[TestClass]
public class TunerTests
{
    private const int Seed = 7;

    [TestMethod]
    public void Random_search_draws_features_one_by_one()
    {
        var random = new Random(Seed);
        double[][] expected = [.. Enumerable.Range(0, 5).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];

        var proposals = Run(experiment => experiment.SetRandomSearchTuner(), 5, _ => 0);

        AssertEqual(expected, proposals, 0);
    }

    [TestMethod]
    public void Random_search_takes_a_seed_of_its_own()
    {
        var random = new Random(99);

        var proposals = Run(experiment => experiment.SetRandomSearchTuner(99), 1, _ => 0);

        AssertEqual([[random.NextDouble(), random.NextDouble()]], proposals, 0);
    }

    [TestMethod]
    public void Grid_search_runs_the_last_dimension_fastest_and_starts_over()
    {
        var proposals = Run(experiment => experiment.SetGridSearchTuner(2), 5, _ => 0);

        AssertEqual([[0, 0], [0, 0.5], [0.5, 0], [0.5, 0.5], [0, 0]], proposals, 1e-12);
    }

    [TestMethod]
    public void The_cost_frugal_tuner_steps_as_the_real_one_does()
    {
        // Seen with the real package, seed 7, on the loss below.
        double[][] expected =
        [
            [0, 0], [0, 0.08743134332433745], [0.00826245296099617, 0.23720361001970175], [0.130228638488999, 0.0481288904304642],
            [0, 0], [0.33582818160178496, 0.31577619169056226], [0.11876239064259062, 0.7731289055725938], [0.5528939725609793, 0],
            [0.2222692104923799, 0], [0.8835187346295786, 0.6836209895344658], [0.38892165816380675, 0.47895943733393004],
            [0.7168662869581518, 0], [0, 0], [0.99999999, 0.18727255681371519],
        ];

        var proposals = Run(experiment => experiment.SetCostFrugalTuner(), expected.Length, Bowl);

        AssertEqual(expected, proposals, 1e-9);
    }

    [TestMethod]
    public void A_converged_search_starts_over_as_the_real_one_does()
    {
        // Seen with the real package, seed 7: no trial is better than the first.
        double[][] expected = [[0.007637675115216785, 0.0043289011454395315], [0, 0], [0.005498452568733389, 0.0020054658454350957]];

        var proposals = Run(experiment => experiment.SetCostFrugalTuner(), 90, _ => 1);

        AssertEqual(expected, proposals[^3..], 1e-9);
    }

    [TestMethod]
    public void The_cost_frugal_tuner_finds_the_bottom_of_a_bowl()
    {
        var proposals = Run(experiment => experiment.SetCostFrugalTuner(), 60, Bowl);

        Assert.IsLessThan(0.01, proposals.Min(Bowl));
    }

    private static double Bowl(double[] point) => Math.Pow(point[0] - 0.7, 2) + Math.Pow(point[1] - 0.2, 2);

    private static List<double[]> Run(Func<AutoMLExperiment, AutoMLExperiment> setTuner, int trials, Func<double[], double> loss)
    {
        var proposals = new List<double[]>();
        var space = new Space { ["x"] = new UniformDoubleOption(0, 1), ["y"] = new UniformDoubleOption(0, 1) };
        var experiment = new MLContext(Seed).Auto().CreateExperiment().AddSearchSpace("own", space).SetMaxModelToExplore(trials)
            .SetTrialRunner(new DelegateRunner(settings =>
            {
                var own = settings.Parameter["own"];
                proposals.Add([own["x"].AsType<double>(), own["y"].AsType<double>()]);
                return loss(proposals[^1]);
            }));
        setTuner(experiment).Run();
        return proposals;
    }

    private static void AssertEqual(double[][] expected, List<double[]> actual, double delta)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i][0], actual[i][0], delta, $"x of trial {i}");
            Assert.AreEqual(expected[i][1], actual[i][1], delta, $"y of trial {i}");
        }
    }
}
