using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyResumeContractTests : IDisposable
{
    private const int Trials = 12;

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> StrategiesSpacesAndStores => TestStores.Rows;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(StrategiesSpacesAndStores))]
    public void A_study_that_was_killed_goes_on_as_if_it_had_not_been(string strategy, ArchitectureSpace space, string store)
    {
        List<string> expected = TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = Trials }, strategy, space).Run().Describe();
        StudyOptions options = TestStores.CreateOptions(store, _folder.File("journal"), Trials);
        foreach (int killedAt in (int[])[0, 4, 7, 11])
        {
            TestStores.Kill(options, strategy, space, killedAt);
        }

        var evaluator = new ScoreEvaluator();
        StudyResult result = TestStudies.Create(evaluator, options, strategy, space).Run();

        CollectionAssert.AreEqual(expected, result.Describe());
        Assert.AreEqual(11, result.ResumedTrials);
        Assert.HasCount(1, evaluator.Requests);
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesSpacesAndStores))]
    public void A_journal_reads_as_the_study_that_wrote_it(string strategy, ArchitectureSpace space, string store)
    {
        StudyOptions options = TestStores.CreateOptions(store, _folder.File("journal"), Trials);
        StudyResult result = TestStudies.Create(new ScoreEvaluator(), options, strategy, space).Run();

        StudyRecord record = Study.Read(options.JournalPath!);

        CollectionAssert.AreEqual(result.Describe(), record.Trials.Select(TestStudies.Describe).ToList());
        Assert.AreEqual(TestStudies.Describe(result.Best), TestStudies.Describe(record.Best!));
        Assert.AreEqual(space.Name, record.SpaceName);
        Assert.AreEqual(strategy, record.StrategyName);
        Assert.IsEmpty(record.UnfinishedTrials);
    }
}
