using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks.Tests.Reference;
using Microsoft.ML.NAO.Recurrent;
using Microsoft.ML.NAO.Tests.Tensors;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class RecurrentNetworkTests
{
    private const int Vocabulary = 7;
    private const int Batch = 3;
    private const int Steps = 4;

    public static IEnumerable<object[]> AllCells => TestLanguageModels.Cells.Keys.SelectMany(cell => new[] { new object[] { cell, false }, [cell, true] });

    [TestMethod]
    [DataRow(850, 10_000, 27_295_000)]
    [DataRow(700, 33_278, 36_067_878)]
    public void TheAuthorsNetworksHaveTheirNumberOfParameters(int size, int vocabulary, long expected)
    {
        using var network = TestLanguageModels.Create("published", vocabulary, new RecurrentNetworkOptions { HiddenSize = size });

        Assert.AreEqual(expected, network.ParameterCount);
    }

    [TestMethod]
    [DynamicData(nameof(AllCells))]
    public void ComputesWhatPlainLoopsDo(string cell, bool averageFirst)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create(cell, averageFirst);
        network.eval();
        int[][] words = TestLanguageModels.Words(Steps, Batch, Vocabulary, 1);
        int[][] targets = TestLanguageModels.Words(Steps, Batch, Vocabulary, 2);
        var reference = new ReferenceLanguageModel(network);
        double[][] states = [.. Enumerable.Range(0, Batch).Select(_ => new double[6])];
        double expected = reference.Loss(words, targets, states);

        var (logits, state) = network.forward(TestLanguageModels.ToTensor(words), network.CreateState(Batch));
        double loss = network.SumLosses(TestLanguageModels.ToTensor(words), TestLanguageModels.ToTensor(targets), network.CreateState(Batch)).Loss;

        Assert.AreEqual(expected, loss / (Steps * Batch), 1e-5);
        double[][] actual = TestLanguageModels.Rows(state);
        double[][] last = TestLanguageModels.Rows(logits[Steps - 1]);
        for (int b = 0; b < Batch; b++)
        {
            AssertClose(states[b], actual[b], 1e-5);
            AssertClose(reference.Decode(states[b]), last[b], 1e-5);
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllCells))]
    public void TheGradientIsTheSlopeOfPlainLoops(string cell, bool averageFirst)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create(cell, averageFirst);
        SequenceMasks masks = network.DrawMasks(Batch);
        CheckSlopes(network, masks, new ActivityRegularization(0.3, 0.7));
    }

    [TestMethod]
    public void TheGradientIsTheSlopeWhereNothingIsDropped()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create("weight sharing", false);
        CheckSlopes(network, SequenceMasks.None, default);
    }

    [TestMethod]
    public void TheGradientIsLibtorchsOwn()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create("published", false);
        var words = TestLanguageModels.ToTensor(TestLanguageModels.Words(9, 5, Vocabulary, 1));
        var targets = TestLanguageModels.ToTensor(TestLanguageModels.Words(9, 5, Vocabulary, 2));
        torch.Tensor[] gradients = [.. network.Weights.Select(weight => torch.empty_like(weight))];
        var state = torch.rand(5, 6);

        network.ResetMasks(4);
        var (loss, after) = network.Differentiate(words, targets, state, network.DrawMasks(5), default, gradients);
        network.ResetMasks(4);
        var (logits, expectedState) = network.forward(words, state);
        var expectedLoss = torch.nn.functional.cross_entropy(logits.view(-1, Vocabulary), targets.view(-1));
        var expected = torch.autograd.grad([expectedLoss], [.. network.Weights]);

        Assert.AreEqual(expectedLoss.item<float>(), loss.item<float>(), 1e-5f);
        Assert.IsTrue(expectedState.allclose(after, 1e-5, 1e-5));
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.IsTrue(expected[i].allclose(gradients[i], 1e-4, 1e-6), $"Weight {i}.");
        }
    }

    [TestMethod]
    public void TheStateCarriesOver()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create("weight sharing", false);
        network.eval();
        var words = TestLanguageModels.ToTensor(TestLanguageModels.Words(6, Batch, Vocabulary, 1));

        var (whole, end) = network.forward(words, network.CreateState(Batch));
        var (_, middle) = network.forward(words.narrow(0, 0, 2), network.CreateState(Batch));
        var (rest, sameEnd) = network.forward(words.narrow(0, 2, 4), middle);

        Assert.IsTrue(whole.narrow(0, 2, 4).allclose(rest, 1e-5, 1e-6));
        Assert.IsTrue(end.allclose(sameEnd, 1e-5, 1e-6));
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameWeightsAndDropsTheSame()
    {
        using var scope = torch.NewDisposeScope();
        using var first = TestLanguageModels.Create(seed: 3);
        using var second = TestLanguageModels.Create(seed: 3);
        var words = TestLanguageModels.ToTensor(TestLanguageModels.Words(Steps, Batch, Vocabulary, 1));

        var logits = first.forward(words, first.CreateState(Batch)).Item1;

        Assert.IsTrue(logits.allclose(second.forward(words, second.CreateState(Batch)).Item1, 0, 0));
        Assert.IsFalse(logits.allclose(first.forward(words, first.CreateState(Batch)).Item1));
    }

    [TestMethod]
    public void FreesItsTensors()
    {
        long left = LiveTensors.LeftByAParameter();
        long before = LiveTensors.Count();
        long parameters;
        using (var network = Create("published", false))
        {
            parameters = network.Weights.Count;
            using var scope = torch.NewDisposeScope();
            CheckSlopes(network, network.DrawMasks(Batch), default);
        }

        Assert.AreEqual(before + (left * parameters), LiveTensors.Count());
    }

    [TestMethod]
    public void RefusesOptionsOutOfRange()
    {
        Assert.ThrowsExactly<ValidationException>(() => TestLanguageModels.Create(options: new RecurrentNetworkOptions { HiddenDropout = 1 }));
        Assert.ThrowsExactly<ValidationException>(() => TestLanguageModels.Create(options: new RecurrentNetworkOptions { HiddenSize = 0 }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => TestLanguageModels.Create(vocabulary: 1));
    }

    private static RecurrentNetwork Create(string cell, bool averageFirst)
    {
        var network = TestLanguageModels.Create(cell, Vocabulary, new RecurrentNetworkOptions
        {
            HiddenSize = 6,
            WordDropout = 0.3,
            OutputDropout = averageFirst ? 0.75 : 0.2,
            CellInputDropout = 0.3,
            Conventions = averageFirst ? RecurrentConventions.WeightSharing : RecurrentConventions.StandAlone,
        });
        TestLanguageModels.Randomize(network);
        return network;
    }

    private static void CheckSlopes(RecurrentNetwork network, SequenceMasks masks, ActivityRegularization regularization)
    {
        int[][] words = TestLanguageModels.Words(Steps, Batch, Vocabulary, 1);
        int[][] targets = TestLanguageModels.Words(Steps, Batch, Vocabulary, 2);
        // With other states a value may lie so near to an activation's kink that its slope is none.
        var start = new Random(3);
        var state = torch.tensor([.. Enumerable.Range(0, Batch * 6).Select(_ => start.NextSingle())], [Batch, 6]);
        var reference = new ReferenceLanguageModel(network)
        {
            WordMask = masks.Words is { } factors ? [.. TestLanguageModels.Rows(factors).Select(row => row[0])] : null,
            InputMask = masks.Input is null ? null : TestLanguageModels.Rows(masks.Input),
            HiddenMask = masks.Hidden is null ? null : TestLanguageModels.Rows(masks.Hidden),
            OutputMask = masks.Output is null ? null : TestLanguageModels.Rows(masks.Output),
            Activation = regularization.Activation,
            Temporal = regularization.Temporal,
        };
        torch.Tensor[] gradients = [.. network.Weights.Select(weight => torch.full_like(weight, double.NaN))];

        var result = network.Differentiate(TestLanguageModels.ToTensor(words), TestLanguageModels.ToTensor(targets), state, masks, regularization, gradients);

        if (regularization == default)
        {
            Assert.AreEqual(reference.Loss(words, targets, TestLanguageModels.Rows(state)), result.Loss.item<float>(), 1e-5);
        }

        var random = new Random(6);
        for (int source = 0; source < gradients.Length; source++)
        {
            float[] gradient = gradients[source].contiguous().data<float>().ToArray();
            double[] values = reference.Weights[source];
            Assert.HasCount(values.Length, gradient);
            for (int i = 0; i < 12; i++)
            {
                int place = random.Next(values.Length);
                double slope = (Loss(values, place, 1e-5) - Loss(values, place, -1e-5)) / 2e-5;
                Assert.AreEqual(slope, gradient[place], 2e-5 * (1 + Math.Abs(slope)), $"Gradient of weight {source} at {place}.");
            }
        }

        double Loss(double[] values, int place, double change)
        {
            double before = values[place];
            values[place] += change;
            double loss = reference.Loss(words, targets, TestLanguageModels.Rows(state));
            values[place] = before;
            return loss;
        }
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], tolerance * (1 + Math.Abs(expected[i])), $"Value {i}.");
        }
    }
}
