using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Recurrent;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Tests.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks.Tests.Supernets;

[TestClass]
public sealed class RecurrentSupernetTests
{
    private const int Architectures = 100;
    private const int Words = 7;
    private const int Batch = 3;
    private const int Steps = 4;

    private static readonly ActivityRegularization Regularization = new(0.01, 0.02);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void APathComputesWhatTheStandAloneNetworkOfItsWeightsDoes(bool averageFirst)
    {
        using RecurrentSupernet supernet = Create(averageFirst);
        supernet.eval();
        for (int i = 0; i < Architectures; i++)
        {
            using var scope = torch.NewDisposeScope();
            Architecture architecture = Sample(i);
            using RecurrentNetwork network = supernet.Extract(architecture);
            network.eval();
            var words = CreateWords(i);

            var (expected, expectedState) = network.forward(words, network.CreateState(Batch));
            var (actual, state) = supernet.Compute(architecture, words, supernet.CreateState(Batch));

            ConvolutionalSupernetTests.AssertClose(expected, actual, 1e-6, $"architecture {i}");
            ConvolutionalSupernetTests.AssertClose(expectedState, state, 1e-6, $"architecture {i}");
            Assert.AreEqual(network.ParameterCount, supernet.CountParameters(architecture));
        }
    }

    [TestMethod]
    public void APathHasTheGradientsOfTheStandAloneNetwork()
    {
        using RecurrentSupernet supernet = Create();
        for (int i = 0; i < Architectures; i++)
        {
            using var scope = torch.NewDisposeScope();
            Architecture architecture = Sample(i);
            using RecurrentNetwork network = supernet.Extract(architecture);
            var words = CreateWords(i);
            var targets = CreateWords(i + 1);
            var masks = network.DrawMasks(Batch);
            torch.Tensor[] expected = CreateGradients(network);
            var loss = network.Differentiate(words, targets, network.CreateState(Batch), masks, Regularization, expected).Loss;

            RecurrentNetwork path = supernet.GetPath(architecture);
            torch.Tensor[] actual = CreateGradients(path);
            var pathLoss = path.Differentiate(words, targets, path.CreateState(Batch), masks, Regularization, actual).Loss;

            Assert.AreEqual(loss.item<float>(), pathLoss.item<float>(), 1e-5f);
            IReadOnlyList<Parameter> weights = path.Weights;
            using var noGradient = torch.no_grad();
            torch.Tensor[] before = [.. weights.Select(weight => weight.clone())];
            foreach (var (weight, gradient) in weights.Zip(actual))
            {
                weight.sub_(gradient);
            }

            using RecurrentNetwork after = supernet.Extract(architecture);
            foreach (var (old, (moved, gradient)) in network.Weights.Zip(after.Weights.Zip(expected)))
            {
                ConvolutionalSupernetTests.AssertClose(gradient, old.sub(moved), 1e-4, $"architecture {i}");
            }

            foreach (var (weight, old) in weights.Zip(before))
            {
                weight.copy_(old);
            }
        }
    }

    [TestMethod]
    public void AStepLeavesTheWeightsOfOtherPathsAsTheyAre()
    {
        using RecurrentSupernet supernet = Create();
        using var optimizer = new PathOptimizer(supernet.parameters(), new PathOptimizerOptions(0.9, true, 0.1, 0.25));
        for (int i = 0; i < 20; i++)
        {
            using var scope = torch.NewDisposeScope();
            RecurrentNetwork path = supernet.GetPath(Sample(i));
            var own = new HashSet<Parameter>(path.Weights, ReferenceEqualityComparer.Instance);
            (Parameter Parameter, float[] Values)[] before = [.. supernet.parameters().Select(parameter => (parameter, TestSupernets.Read(parameter)))];
            float[] velocity = optimizer.GetVelocity();
            torch.Tensor[] gradients = CreateGradients(path);
            path.Differentiate(CreateWords(i), CreateWords(i + 1), path.CreateState(Batch), path.DrawMasks(Batch), Regularization, gradients);

            optimizer.Step(path.Weights, gradients, 0.5);

            float[] newVelocity = optimizer.GetVelocity();
            int offset = 0;
            foreach (var (parameter, values) in before)
            {
                Assert.AreEqual(own.Contains(parameter), !values.AsSpan().SequenceEqual(TestSupernets.Read(parameter)));
                Assert.AreEqual(
                    own.Contains(parameter),
                    !velocity.AsSpan(offset, values.Length).SequenceEqual(newVelocity.AsSpan(offset, values.Length)));
                offset += values.Length;
            }
        }
    }

    [TestMethod]
    public void EveryWeightBelongsToSomePath()
    {
        using RecurrentSupernet supernet = Create();
        var left = new HashSet<Parameter>(supernet.parameters(), ReferenceEqualityComparer.Instance);
        Assert.HasCount(3 + (4 * 66), left);
        for (int seed = 0; seed < 2000 && left.Count > 0; seed++)
        {
            left.ExceptWith(supernet.GetPath(Sample(seed)).Weights);
        }

        Assert.IsEmpty(left);
    }

    [TestMethod]
    public void TheTraceOfOneArchitectureServesTheNext()
    {
        using RecurrentSupernet supernet = Create();
        Differentiate(supernet, 0);
        long before = LiveTensors.Count();
        for (int i = 0; i < 30; i++)
        {
            Differentiate(supernet, i);
        }

        // A cell has at most as many groups as nodes, each of which keeps one view.
        Assert.IsLessThan(before + RecurrentCellSpace.DefaultNodeCount, torch.Tensor.TotalCount);
    }

    private static void Differentiate(RecurrentSupernet supernet, int seed)
    {
        using var scope = torch.NewDisposeScope();
        RecurrentNetwork path = supernet.GetPath(Sample(seed));
        path.Differentiate(
            CreateWords(seed), CreateWords(seed + 1), path.CreateState(Batch), path.DrawMasks(Batch), Regularization, CreateGradients(path));
    }

    private static Architecture Sample(int seed) => TestLanguageModels.Space.Sample(new Random(seed));

    private static torch.Tensor CreateWords(int seed) => TestLanguageModels.ToTensor(TestLanguageModels.Words(Steps, Batch, Words, seed));

    private static torch.Tensor[] CreateGradients(RecurrentNetwork network) => [.. network.Weights.Select(weight => torch.zeros_like(weight))];

    private static RecurrentSupernet Create(bool averageFirst = false) => new(
        TestLanguageModels.Space,
        Words,
        new RecurrentNetworkOptions
        {
            HiddenSize = 6, WeightRange = 0.8, Conventions = averageFirst ? RecurrentConventions.WeightSharing : RecurrentConventions.StandAlone,
        },
        seed: 1);
}
