using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Nao.Recurrent;
using Microsoft.ML.NAO.Tests.Tensors;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class RecurrentModelTests
{
    private const int Architectures = 10;

    private static readonly ConvolutionalCellSpace Space = new();

    [TestMethod]
    public void Has_as_many_weights_as_the_authors_model()
    {
        using var model = new RecurrentNetwork(Space, new RecurrentModelOptions());

        Assert.AreEqual(279_533, model.parameters().Sum(parameter => parameter.numel()));
    }

    [TestMethod]
    public void States_and_embeddings_have_unit_length()
    {
        using var scope = NewDisposeScope();
        using var model = new RecurrentNetwork(Space, new RecurrentModelOptions());

        Tensor states = model.Encoder.call(new TokenBatch(Space, Sample(3)).Tokens);
        Tensor embedding = model.Encoder.Summarize(states);

        CollectionAssert.AreEqual(new long[] { 3, 20, 96 }, states.shape);
        CollectionAssert.AreEqual(new long[] { 3, 96 }, embedding.shape);
        Assert.IsTrue(states.norm(-1).data<float>().ToArray().All(length => Math.Abs(length - 1) < 1e-5));
        Assert.IsTrue(embedding.norm(-1).data<float>().ToArray().All(length => Math.Abs(length - 1) < 1e-5));
    }

    [TestMethod]
    public void Reads_token_by_token_where_branches_are_not_to_be_read_at_once()
    {
        using var scope = NewDisposeScope();
        using var model = new RecurrentNetwork(Space, new RecurrentModelOptions { EncodeBranches = false });

        CollectionAssert.AreEqual(new long[] { 2, 40, 96 }, model.Encoder.call(new TokenBatch(Space, Sample(2)).Tokens).shape);
    }

    public static IEnumerable<object[]> Variants =>
    [
        [new RecurrentModelOptions { Attention = DecoderAttention.Dot, EncoderDropout = 0.1 }],
        [new RecurrentModelOptions { Attention = DecoderAttention.Additive, DecoderOutput = DecoderOutput.Direct }],
        [new RecurrentModelOptions { DecoderStart = DecoderStart.LastHiddenState, NormalizeEmbedding = false, PredictorLayers = 0 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Variants))]
    public void Every_variant_learns_to_reconstruct_and_to_rank(RecurrentModelOptions structure)
    {
        var options = new NaoOptions { Symmetry = SymmetrySampling.None, LearningRate = 0.01, ConvergedLoss = 0.002 };
        using var singleThread = SingleThread.Enter();
        manual_seed(1);
        using var model = new RecurrentNetwork(Space, structure);
        Architecture[] architectures = Sample(Architectures);
        new RecurrentTrainer(options).Train(model, architectures, [.. Targets().Select(target => (float)target)], 500, new Random(1), default);

        Assert.IsLessThan(0.5, ReconstructionMetrics.MeanHammingDistance(architectures, new RecurrentGenerator(model).Move(architectures, 0, TokenSampler.Greedy)));
        Assert.IsGreaterThan(0.9, RankingMetrics.KendallTau(Targets(), [.. model.Predict(architectures).Select(value => (double)value)]));
    }

    [TestMethod]
    public void Training_teaches_to_reconstruct_and_to_rank()
    {
        using var model = Train(new NaoOptions { Symmetry = SymmetrySampling.None, LearningRate = 0.01, ConvergedLoss = 0.002 });
        Architecture[] architectures = Sample(Architectures);

        CollectionAssert.AreEqual(architectures, new RecurrentGenerator(model).Move(architectures, 0, TokenSampler.Greedy).ToList());
        Assert.AreEqual(1, RankingMetrics.KendallTau(Targets(), [.. model.Predict(architectures).Select(value => (double)value)]), 0.1);
    }

    [TestMethod]
    public void Symmetric_training_still_reconstructs_the_network()
    {
        using var model = Train(new NaoOptions { ConvergedLoss = 0.015 });
        Architecture[] architectures = Sample(Architectures);

        IReadOnlyList<Architecture> decoded = new RecurrentGenerator(model).Move(architectures, 0, TokenSampler.Greedy);

        int same = architectures.Zip(decoded).Count(pair => Space.Canonicalize(pair.First).Equals(Space.Canonicalize(pair.Second)));
        Assert.IsGreaterThanOrEqualTo(8, same);
    }

    [TestMethod]
    public void A_step_along_the_gradient_raises_the_prediction()
    {
        using var model = Train(new NaoOptions { ConvergedLoss = 0.04 });
        Architecture[] architectures = Sample(Architectures);

        float[] before = new RecurrentGenerator(model).PredictMoved(architectures, 0);
        float[] after = new RecurrentGenerator(model).PredictMoved(architectures, 1);

        Assert.IsTrue(before.Zip(after).All(pair => pair.Second > pair.First));
        CollectionAssert.AreEqual(model.Predict(architectures).Select(value => Math.Round(value, 4)).ToList(), before.Select(value => Math.Round(value, 4)).ToList());
    }

    [TestMethod]
    public void Weights_read_and_write_back()
    {
        using var model = new RecurrentNetwork(Space, new RecurrentModelOptions());
        using var other = new RecurrentNetwork(Space, new RecurrentModelOptions());
        Architecture[] architectures = Sample(3);
        CollectionAssert.AreNotEqual(model.Predict(architectures), other.Predict(architectures));

        ModelState.Load(ModelState.Save(model), other);

        CollectionAssert.AreEqual(model.Predict(architectures), other.Predict(architectures));
    }

    [TestMethod]
    public void No_tensor_outlives_its_use()
    {
        using var model = new RecurrentNetwork(Space, new RecurrentModelOptions());
        Architecture[] architectures = Sample(3);
        var generator = new RecurrentGenerator(model);
        Use(epochs: 1);
        long before = LiveTensors.Count();

        Use(epochs: 10);

        Assert.AreEqual(before, LiveTensors.Count());

        void Use(int epochs)
        {
            new RecurrentTrainer(new NaoOptions()).Train(model, architectures, [0, 0.5f, 1], epochs, new Random(1), default);
            generator.Move(architectures, 50, TokenSampler.Greedy);
            generator.PredictMoved(architectures, 50);
            model.Predict(architectures);
            ModelState.Load(ModelState.Save(model), model);
        }
    }

    [TestMethod]
    public void Training_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using var model = new RecurrentNetwork(Space, new RecurrentModelOptions());

        Assert.ThrowsExactly<OperationCanceledException>(
            () => new RecurrentTrainer(new NaoOptions()).Train(model, Sample(2), [0, 1], 10, new Random(1), cancelled.Token));
    }

    private static Architecture[] Sample(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Space.Sample(random))];
    }

    private static double[] Targets() => [.. Enumerable.Range(0, Architectures).Select(i => i / (Architectures - 1.0))];

    private static RecurrentNetwork Train(NaoOptions options)
    {
        using var singleThread = SingleThread.Enter();
        manual_seed(1);
        var model = new RecurrentNetwork(Space, new RecurrentModelOptions());
        new RecurrentTrainer(options).Train(model, Sample(Architectures), [.. Targets().Select(target => (float)target)], 1000, new Random(1), default);
        return model;
    }
}
