using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Tensors;

namespace Microsoft.ML.NAO.Tests.Nao;

/// <summary>What NAO keeps from round to round must not grow with their number, but for the trials themselves.</summary>
[TestClass]
public class NaoMemoryTests
{
    private const int Rounds = 12;
    private const int Initial = 6;

    private static readonly ConvolutionalCellSpace Space = new();

    public static IEnumerable<object[]> Models => [["feed-forward"], ["recurrent"]];

    [TestMethod]
    [DynamicData(nameof(Models))]
    public void The_state_between_rounds_is_of_one_size(string model)
    {
        var random = new Random(1);
        var round = new NaoRound(Space, TestStrategies.Objective, CreateOptions(model));
        var completed = new List<Trial>();
        var sizes = new List<int>();
        byte[]? state = null;
        for (int number = 0; number < Rounds; number++)
        {
            Extend(completed, random, 4);
            state = round.Run(completed, Climb.FromAll, state, number, _ => true, default).State;
            sizes.Add(state!.Length);
        }

        Assert.HasCount(1, sizes.ToHashSet(), string.Join(' ', sizes));
    }

    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Rounds_leave_neither_tensors_nor_memory(string model)
    {
        ISearchStrategy strategy = CreateOptions(model).CreateStrategy(new StrategyContext(Space, TestStrategies.Objective, 1));
        TestStrategies.Run(strategy, Initial + 4);
        long tensors = LiveTensors.Count();
        TestStrategies.Run(strategy, 4);
        long tensorsPerRound = LiveTensors.Count() - tensors;
        long bytes = GC.GetTotalMemory(forceFullCollection: true);
        tensors = LiveTensors.Count();

        TestStrategies.Run(strategy, 4 * Rounds);

        long grown = GC.GetTotalMemory(forceFullCollection: true) - bytes;
        Assert.AreEqual(Rounds * tensorsPerRound, LiveTensors.Count() - tensors);
        Assert.AreEqual(Rounds + 2, strategy.Measures[NaoMeasures.Rounds]);

        // A state has hundreds of kilobytes, a trial one at the most.
        Assert.IsLessThan(4 * Rounds * 4096, grown);
    }

    private static NaoOptions CreateOptions(string model)
    {
        var options = (NaoOptions)TestStrategies.CreateOptions(NaoOptions.StrategyName);
        options.KeepWeights = true;
        options.TargetScaling = TargetScaling.Rank;
        options.Model = model == "recurrent"
            ? new RecurrentModelOptions { TokenEmbeddingSize = 16, HiddenSize = 32, PredictorWidth = 32 }
            : new FeedForwardModelOptions { Members = 2 };
        return options;
    }

    private static void Extend(List<Trial> completed, Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Architecture architecture = Space.Sample(random);
            completed.Add(TestStrategies.Completed(completed.Count, architecture, TestStrategies.Score(architecture)));
        }
    }
}
