using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class NaoOptionsTests
{
    private static readonly StrategyContext Context = new(new ConvolutionalCellSpace(), TestStrategies.Objective, 1);

    public static IEnumerable<object[]> Wrong =>
    [
        [new NaoOptions { InitialArchitectures = 1 }, nameof(NaoOptions.InitialArchitectures)],
        [new NaoOptions { TradeOff = 1.5 }, nameof(NaoOptions.TradeOff)],
        [new NaoOptions { LearningRate = 0 }, nameof(NaoOptions.LearningRate)],
        [new NaoOptions { Model = new RecurrentModelOptions { PredictorDropout = 1 } }, nameof(RecurrentModelOptions.PredictorDropout)],
        [new NaoOptions { Model = new FeedForwardModelOptions { Members = 0 } }, nameof(FeedForwardModelOptions.Members)],
        [new NaoOptions { Model = new RecurrentModelOptions() }, nameof(NaoOptions.TargetScaling)],
        [new NaoOptions { Symmetry = (SymmetrySampling)7 }, nameof(NaoOptions.Symmetry)],
        [new NaoOptions { InitialStepSize = 300 }, nameof(NaoOptions.MaxStepSize)],
    ];

    [TestMethod]
    [DynamicData(nameof(Wrong))]
    public void An_option_out_of_range_is_named(NaoOptions options, string name) =>
        StringAssert.Contains(Assert.ThrowsExactly<ValidationException>(() => options.CreateStrategy(Context)).Message, name);

    [TestMethod]
    public void The_defaults_and_the_papers_figures_are_valid()
    {
        Assert.IsNotNull(new NaoOptions().CreateStrategy(Context));
        Assert.IsNotNull(NaoOptions.CreateReferenceOptions().CreateStrategy(Context));
        NaoOptions paper = NaoOptions.CreatePaperOptions();
        Assert.IsNotNull(paper.CreateStrategy(Context));
        Assert.AreEqual((600, 200, 200, 0.9), (paper.InitialArchitectures, paper.ArchitecturesPerRound, paper.SeedArchitectures, paper.TradeOff));
    }

    [TestMethod]
    public void Changes_after_the_strategy_was_created_do_not_reach_it()
    {
        var options = (NaoOptions)TestStrategies.CreateOptions("nao");
        ISearchStrategy strategy = options.CreateStrategy(Context);
        options.InitialArchitectures = 2;

        TestStrategies.Run(strategy, 6);

        Assert.IsFalse(strategy.Measures.ContainsKey(NaoMeasures.Rounds));
    }
}
