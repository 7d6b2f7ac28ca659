using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Nao.FeedForward;
using Microsoft.ML.NAO.Tests.Tensors;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Tests.Nao.FeedForward;

[TestClass]
public class FeedForwardModelTests
{
    private const int Architectures = 20;
    private const int Epochs = 300;

    private static readonly ConvolutionalCellSpace Space = new();

    [TestMethod]
    public void Embeddings_have_unit_length_whatever_the_member()
    {
        using var scope = NewDisposeScope();
        var features = new ArchitectureFeatures(Space);
        using var ensemble = new FeedForwardEnsemble(
            features.Count, features.ExpectedSquaredLength, Space.Length * Space.VocabularySize, new FeedForwardModelOptions(), new Random(1));

        Tensor embeddings = ensemble.Open().Encode(features.Compute(Sample(3)));

        CollectionAssert.AreEqual(new long[] { 6, 3, 48 }, embeddings.shape);
        Assert.IsTrue(embeddings.norm(-1).data<float>().ToArray().All(length => Math.Abs(length - 1) < 1e-5));
    }

    [TestMethod]
    public void Training_teaches_to_rank_and_steps_lead_to_what_is_predicted_to_be_better()
    {
        using FeedForwardModel model = Train();
        Architecture[] architectures = Sample(Architectures);
        double[] predictions = [.. model.Predict(architectures).Select(prediction => (double)prediction.Mean)];

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
        CollectionAssert.AreNotEqual(model.Predict(architectures).ToList(), other.Predict(architectures).ToList());

        other.SetState(model.GetState());

        CollectionAssert.AreEqual(model.Predict(architectures).ToList(), other.Predict(architectures).ToList());
    }

    [TestMethod]
    public void No_tensor_outlives_its_use()
    {
        using FeedForwardModel model = Create(Space);
        Architecture[] architectures = Sample(3);
        Use(epochs: 1);
        long before = LiveTensors.Count();

        Use(epochs: 10);

        Assert.AreEqual(before, LiveTensors.Count());

        void Use(int epochs)
        {
            model.Train(architectures, [-1, 0, 1], epochs, new Random(1), default);
            model.Move(architectures, 1, TokenSampler.Greedy);
            model.Predict(architectures);
            model.SetState(model.GetState());
        }
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
        using var singleThread = SingleThread.Enter();
        FeedForwardModel model = Create(Space);
        model.Train(Sample(Architectures), Targets(), Epochs, new Random(1), default);
        return model;
    }
}
