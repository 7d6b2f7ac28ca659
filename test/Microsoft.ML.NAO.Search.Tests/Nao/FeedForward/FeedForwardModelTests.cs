using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Nao.FeedForward;

namespace Microsoft.ML.NAO.Tests.Nao.FeedForward;

[TestClass]
public class FeedForwardModelTests
{
    private const int Architectures = 20;
    private const int Epochs = 300;

    private static readonly ConvolutionalCellSpace Space = new();

    [TestMethod]
    public void Training_teaches_to_rank_and_steps_lead_to_what_is_predicted_to_be_better()
    {
        using FeedForwardModel model = Train();
        Architecture[] architectures = Sample(Architectures);
        double[] predictions = [.. model.Predict(architectures).Select(prediction => prediction.Mean)];

        Assert.IsGreaterThan(0.9, RankingMetrics.KendallTau(Targets().Select(target => (double)target).ToArray(), predictions));
        double moved = model.Predict([.. model.Move(architectures[..5], 1, TokenSampler.Greedy)]).Average(prediction => prediction.Mean);
        Assert.IsGreaterThan(predictions[..5].Average(), moved);
    }

    [TestMethod]
    public void Members_disagree_more_on_architectures_they_have_not_seen()
    {
        using FeedForwardModel model = Train();
        var random = new Random(2);
        Architecture[] unseen = [.. Enumerable.Range(0, Architectures).Select(_ => Space.Sample(random))];

        double onSeen = model.Predict(Sample(Architectures)).Average(prediction => prediction.Deviation);
        double onUnseen = model.Predict(unseen).Average(prediction => prediction.Deviation);

        Assert.IsGreaterThan(2 * onSeen, onUnseen);
    }

    [TestMethod]
    public void A_state_reads_and_writes_back()
    {
        using FeedForwardModel model = Create(Space);
        using FeedForwardModel other = Create(Space, seed: 2);
        Architecture[] architectures = Sample(3);
        CollectionAssert.AreNotEqual(Members(model), Members(other));

        other.SetState(model.GetState());

        CollectionAssert.AreEqual(Members(model), Members(other));

        float[] Members(FeedForwardModel of) => [.. of.Predict(architectures).SelectMany(prediction => prediction.Members)];
    }

    [TestMethod]
    public void Training_goes_on_from_a_state_as_if_it_had_never_stopped()
    {
        using FeedForwardModel model = Create(Space);
        using FeedForwardModel other = Create(Space, seed: 2);
        Architecture[] architectures = Sample(3);
        model.Train(architectures, [-1, 0, 1], 5, new Random(1), default);
        other.SetState(model.GetState());

        model.Train(architectures, [-1, 0, 1], 5, new Random(2), default);
        other.Train(architectures, [-1, 0, 1], 5, new Random(2), default);

        CollectionAssert.AreEqual(model.GetState(), other.GetState());
    }

    [TestMethod]
    public void Training_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using FeedForwardModel model = Create(Space);

        Assert.ThrowsExactly<OperationCanceledException>(() => model.Train(Sample(2), [0, 1], 10, new Random(1), cancelled.Token));
    }

    private static FeedForwardModel Create(ArchitectureSpace space, int seed = 1) => new(space, new FeedForwardModelOptions(), new NaoOptions(), new Random(seed));

    private static Architecture[] Sample(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Space.Sample(random))];
    }

    private static float[] Targets() => TargetScaler.Scale(
        [.. Sample(Architectures).Select(TestStrategies.Score)], maximize: true, TargetScaling.NormalScore);

    private static FeedForwardModel Train()
    {
        FeedForwardModel model = Create(Space);
        model.Train(Sample(Architectures), Targets(), Epochs, new Random(1), default);
        return model;
    }
}
