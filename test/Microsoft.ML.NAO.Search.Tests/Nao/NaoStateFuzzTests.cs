using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Fuzzing;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public sealed class NaoStateFuzzTests
{
    private const int Trials = 9;

    [TestMethod]
    [DataRow("ensemble", 80_000)]
    [DataRow("recurrent", 20_000)]
    public void A_strategy_goes_on_from_a_state_or_refuses_it(string model, int inputs)
    {
        NaoOptions options = CreateOptions(model);
        var (state, proposed, observed) = Run(options);
        using var reader = new BinaryReader(new MemoryStream(state));
        reader.ReadInt32();
        reader.ReadString();
        int described = (int)reader.BaseStream.Position;
        var mutator = new Mutator(1);

        Fuzzer.Run(
            inputs,
            5_000_000,
            () => mutator.Random.Next(20) == 0 ? mutator.Mutate(state) : [.. state.AsSpan(0, described), .. mutator.Mutate(state[described..])],
            content => Create(options).RestoreState(content, proposed, observed),
            error => error is InvalidDataException);
    }

    private static NaoOptions CreateOptions(string model)
    {
        var options = (NaoOptions)TestStrategies.CreateOptions(NaoOptions.StrategyName);
        options.InitialArchitectures = 4;
        options.ArchitecturesPerRound = 2;
        options.MaxEpochsPerRound = 2;
        options.Model = model == "recurrent"
            ? new RecurrentModelOptions { HiddenSize = 4, TokenEmbeddingSize = 4, PredictorWidth = 4 }
            : new FeedForwardModelOptions { Members = 1, HiddenSize = 2, EmbeddingSize = 2, UnlabeledArchitectures = 2 };
        options.TargetScaling = model == "recurrent" ? TargetScaling.MinMax : options.TargetScaling;
        return options;
    }

    private static (byte[] State, List<Architecture> Proposed, List<Trial> Observed) Run(NaoOptions options)
    {
        IResumableStrategy strategy = Create(options);
        var proposed = new List<Architecture>();
        var observed = new List<Trial>();
        for (int number = 0; number < Trials && strategy.Propose() is { } architecture; number++)
        {
            proposed.Add(architecture);
            observed.Add(new Trial { Number = number, Architecture = architecture, State = TrialState.Completed, Metric = architecture.Tokens[0] + (0.01 * number) });
            strategy.Observe(observed[^1]);
        }

        return (strategy.SaveState(), proposed, observed);
    }

    private static IResumableStrategy Create(NaoOptions options) =>
        (IResumableStrategy)options.CreateStrategy(new StrategyContext(new PairSpace(), TestStrategies.Objective, 1));
}
