using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.Experiments;

[TestClass]
public class CheckpointTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("automl-tests-");

    [TestCleanup]
    public void Cleanup() => _folder.Delete(recursive: true);

    [TestMethod]
    public void Results_are_written_when_the_run_ends_with_three_decimals()
    {
        var files = new List<int>();
        var space = Space();

        Run(space, settings =>
        {
            files.Add(_folder.GetFiles().Length);
            return 1.23456;
        });

        CollectionAssert.AreEqual(new[] { 0, 0 }, files);
        var file = _folder.GetFiles().Single();
        Assert.AreEqual($"trialResults-{new Space { ["own"] = space }.GetHashCode()}.csv", file.Name);
        var lines = File.ReadAllLines(file.FullName);
        Assert.HasCount(3, lines);
        Assert.AreEqual("id,loss,durationInMilliseconds,peakCpu,peakMemoryInMegaByte,parameter_0,parameter_1", lines[0]);
        StringAssert.StartsWith(lines[1], "0,1.235,1.000,");
        StringAssert.EndsWith(lines[2], ",0.000,0.100");
    }

    [TestMethod]
    public void A_later_run_counts_on_and_its_tuner_hears_nothing_of_the_past()
    {
        Run(Space(), _ => 1);
        var seen = new List<int>();

        Run(Space(), settings =>
        {
            seen.Add(settings.TrialId);
            return 2;
        });

        CollectionAssert.AreEqual(new[] { 2, 3 }, seen);
        Assert.HasCount(5, File.ReadAllLines(_folder.GetFiles().Single().FullName));
    }

    private static Space Space() => new() { ["a"] = new UniformDoubleOption(0, 1), ["b"] = new UniformDoubleOption(0, 1) };

    private void Run(Space space, Func<TrialSettings, double> loss)
        => new MLContext(7).Auto().CreateExperiment().AddSearchSpace("own", space).SetGridSearchTuner().SetMaxModelToExplore(2)
            .SetTrialRunner(new DelegateRunner(loss)).SetCheckpoint(_folder.FullName).Run();
}
