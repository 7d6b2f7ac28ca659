using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class FirstArchitecturesTests : IDisposable
{
    private const int Trials = 12;

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> StrategiesAndSpaces => TestStrategies.Rows;

    public static IEnumerable<object[]> StrategiesSpacesAndStores => TestStores.Rows;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void They_come_first_once_each_and_are_not_proposed_again(string strategy, ArchitectureSpace space)
    {
        Architecture[] first = Draw(space, 3);
        var evaluator = new ScoreEvaluator();

        TestStudies.Create(evaluator, CreateOptions([.. first, first[0]]), strategy, space).Run();

        CollectionAssert.AreEqual(first.Select(space.Canonicalize).ToArray(), evaluator.Architectures.Take(3).ToArray());
        Assert.HasCount(Trials, evaluator.Architectures.Distinct().ToList());
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesSpacesAndStores))]
    public void A_study_that_was_killed_goes_on_as_if_it_had_not_been(string strategy, ArchitectureSpace space, string store)
    {
        Architecture[] first = Draw(space, 3);
        List<string> expected = TestStudies.Create(new ScoreEvaluator(), CreateOptions(first), strategy, space).Run().Describe();
        StudyOptions options = TestStores.CreateOptions(store, _folder.File("journal"), Trials);
        Array.ForEach(first, options.FirstArchitectures.Add);
        foreach (int killedAt in (int[])[1, 3, 8])
        {
            TestStores.Kill(options, strategy, space, killedAt);
        }

        CollectionAssert.AreEqual(expected, TestStudies.Create(new ScoreEvaluator(), options, strategy, space).Run().Describe());
    }

    [TestMethod]
    public void The_strategy_learns_their_outcomes()
    {
        var space = new ConvolutionalCellSpace();
        Architecture best = space.Canonicalize(Draw(space, 1)[0]);
        var evaluator = ScoreEvaluator.Of(request => Similarity(request.Architecture, best));

        TestStudies.Create(evaluator, CreateOptions([best], trials: 40), "regularized-evolution", space).Run();

        // Parents are drawn from what is known: the children of the first one are like it, as hardly any random architecture is.
        Assert.IsGreaterThan(10, evaluator.Architectures.Skip(1).Count(architecture => Similarity(architecture, best) > 0.8));
    }

    [TestMethod]
    public void One_of_another_space_is_refused_before_anything_runs() => Assert.ThrowsExactly<ArgumentException>(
        () => TestStudies.Create(new ScoreEvaluator(), CreateOptions([new Architecture([1, 2, 3])])));

    [TestMethod]
    public void Where_several_are_evaluated_at_once_none_is_evaluated_twice()
    {
        var space = new PairSpace();
        Architecture[] first = Draw(space, 6);
        var seen = new System.Collections.Concurrent.ConcurrentBag<Architecture>();
        var evaluator = new ConcurrentEvaluator(seen);

        new Study(space, TestStrategies.Objective, TestStrategies.CreateOptions("random"), [evaluator, evaluator, evaluator], CreateOptions(first, trials: 30)).Run();

        Assert.HasCount(seen.Count, seen.Distinct().ToList());
        Assert.IsTrue(first.All(architecture => seen.Contains(space.Canonicalize(architecture))));
    }

    private static double Similarity(Architecture architecture, Architecture other) =>
        architecture.Tokens.Zip(other.Tokens).Count(pair => pair.First == pair.Second) / (double)other.Tokens.Length;

    private static StudyOptions CreateOptions(Architecture[] first, int trials = Trials)
    {
        var options = new StudyOptions { MaxTrials = trials };
        Array.ForEach(first, options.FirstArchitectures.Add);
        return options;
    }

    private static Architecture[] Draw(ArchitectureSpace space, int count)
    {
        var random = new Random(99);
        var drawn = new Dictionary<Architecture, Architecture>();
        while (drawn.Count < count)
        {
            Architecture architecture = space.Sample(random);
            drawn[space.Canonicalize(architecture)] = architecture;
        }

        return [.. drawn.Values];
    }

    private sealed class ConcurrentEvaluator(System.Collections.Concurrent.ConcurrentBag<Architecture> seen) : IArchitectureEvaluator
    {
        public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
        {
            seen.Add(request.Architecture);
            Thread.Sleep(1);
            return new EvaluationResult(TestStrategies.Score(request.Architecture));
        }
    }
}
