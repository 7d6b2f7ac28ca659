using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Networks.Tests.Supernets;

[TestClass]
public sealed class ConvolutionalSupernetTests
{
    private const int Architectures = 100;
    private const double LearningRate = 0.5;

    private static readonly PathOptimizerOptions Plain = new(0, Nesterov: false, WeightDecay: 0, GradientClip: 0);

    [TestMethod]
    public void APathComputesWhatTheStandAloneNetworkOfItsWeightsDoes()
    {
        using var supernet = TestSupernets.CreateConvolutional();
        for (int i = 0; i < Architectures; i++)
        {
            using var scope = torch.NewDisposeScope();
            Architecture architecture = TestSupernets.Sample(i);
            using ConvolutionalNetwork network = supernet.Extract(architecture);
            var images = TestSupernets.Images(6, seed: i);

            var expected = network.forward(images);
            var actual = supernet.Compute(architecture, images);

            AssertClose(expected, actual, 1e-5, $"architecture {i}");
            Assert.AreEqual(network.Statistics.Parameters, supernet.CountParameters(architecture));
        }
    }

    [TestMethod]
    public void InEvaluationAPathComputesWhatTheStandAloneNetworkDoes()
    {
        ConvolutionalSupernetOptions options = TestSupernets.Options();
        options.Network.DropoutKeepProbability = 0.5;
        options.Network.DropPathKeepProbability = 0.5;
        using var supernet = new ConvolutionalSupernet(TestNetworks.Space, TestNetworks.GreyDigit, 3, options, seed: 1);
        TestSupernets.Train(supernet, steps: 20);
        supernet.eval();
        for (int i = 0; i < 10; i++)
        {
            using var scope = torch.NewDisposeScope();
            Architecture architecture = TestSupernets.Sample(i);
            using ConvolutionalNetwork network = supernet.Extract(architecture);
            network.eval();
            var images = TestSupernets.Images(5, seed: i);

            AssertClose(network.forward(images), supernet.Compute(architecture, images), 1e-4, $"architecture {i}");
        }
    }

    // A plain step moves every weight by its gradient: networks that agree after it have the same gradients.
    [TestMethod]
    public void APathHasTheGradientsOfTheStandAloneNetwork()
    {
        using var supernet = TestSupernets.CreateConvolutional();
        using var optimizer = new PathOptimizer(supernet.parameters(), Plain);
        for (int i = 0; i < Architectures; i++)
        {
            using var scope = torch.NewDisposeScope();
            Architecture architecture = TestSupernets.Sample(i);
            using ConvolutionalNetwork network = supernet.Extract(architecture);
            var images = TestSupernets.Images(6, seed: i);
            Parameter[] weights = [.. network.parameters()];
            torch.Tensor[] before = [.. weights.Select(weight => weight.detach().clone())];
            torch.Tensor[] gradients = [.. torch.autograd.grad([Loss(network.Compute(images))], weights)];

            // Where a batch normalization meets what hardly varies, rounding is large beside a weight's own gradient.
            double scale = gradients.Max(gradient => gradient.abs().max().item<float>());

            ConvolutionalPath path = supernet.GetPath(architecture);
            optimizer.Step(Loss(supernet.Compute(path, images)), [.. path.Weights, .. path.AuxiliaryWeights], LearningRate);

            using ConvolutionalNetwork after = supernet.Extract(architecture);
            foreach (var (weight, (old, gradient)) in after.parameters().Zip(before.Zip(gradients)))
            {
                AssertClose(gradient, old.sub(weight.detach()).div(LearningRate), 2e-4, $"architecture {i}", scale);
            }
        }
    }

    [TestMethod]
    public void AStepLeavesTheWeightsOfOtherPathsAsTheyAre()
    {
        using var supernet = TestSupernets.CreateConvolutional();
        using var optimizer = new PathOptimizer(
            supernet.parameters(), new PathOptimizerOptions(0.9, Nesterov: true, WeightDecay: 0.1, GradientClip: 5));
        TestSupernets.Train(supernet, optimizer, steps: 10);
        for (int i = 0; i < 10; i++)
        {
            ConvolutionalPath path = supernet.GetPath(TestSupernets.Sample(100 + i));
            HashSet<Parameter> own = new([.. path.Weights, .. path.AuxiliaryWeights], ReferenceEqualityComparer.Instance);
            Dictionary<Parameter, float[]> before = supernet.parameters().ToDictionary(p => p, TestSupernets.Read, ReferenceEqualityComparer.Instance as IEqualityComparer<Parameter>);
            float[] velocity = optimizer.GetVelocity();

            TestSupernets.Step(supernet, optimizer, path, seed: i);

            int offset = 0;
            float[] newVelocity = optimizer.GetVelocity();
            foreach (var (parameter, values) in before)
            {
                bool moved = !values.AsSpan().SequenceEqual(TestSupernets.Read(parameter));
                bool accelerated = !velocity.AsSpan(offset, values.Length).SequenceEqual(newVelocity.AsSpan(offset, values.Length));
                Assert.AreEqual(own.Contains(parameter), moved);
                Assert.AreEqual(own.Contains(parameter), accelerated);
                offset += values.Length;
            }
        }
    }

    [TestMethod]
    public void AStepWithMomentumAndDecayIsThatOfTheStandAloneNetwork()
    {
        using var supernet = TestSupernets.CreateConvolutional();
        var options = new TrainingOptions { Momentum = 0.9, WeightDecay = 0.01, GradientClip = 0.5 };
        using var optimizer = new PathOptimizer(supernet.parameters(), PathOptimizerOptions.Of(options));
        Architecture architecture = TestSupernets.Sample(3);
        using ConvolutionalNetwork network = supernet.Extract(architecture);
        using var standAlone = new MomentumOptimizer(network.parameters(), options);
        ConvolutionalPath path = supernet.GetPath(architecture);
        for (int step = 0; step < 4; step++)
        {
            using var scope = torch.NewDisposeScope();
            var images = TestSupernets.Images(6, seed: step);
            standAlone.Step(Loss(network.Compute(images)), 0.1);
            optimizer.Step(Loss(supernet.Compute(path, images)), [.. path.Weights, .. path.AuxiliaryWeights], 0.1);
        }

        using ConvolutionalNetwork extracted = supernet.Extract(architecture);
        foreach (var (expected, actual) in network.parameters().Zip(extracted.parameters()))
        {
            AssertClose(expected, actual, 1e-3, "weights");
        }
    }

    [TestMethod]
    public void EveryWeightBelongsToSomePath()
    {
        using var supernet = TestSupernets.CreateConvolutional();
        var left = new HashSet<Parameter>(supernet.parameters(), ReferenceEqualityComparer.Instance);
        for (int seed = 0; seed < 2000 && left.Count > 0; seed++)
        {
            ConvolutionalPath path = supernet.GetPath(TestSupernets.Sample(seed));
            left.ExceptWith(path.Weights);
            left.ExceptWith(path.AuxiliaryWeights);
        }

        Assert.IsEmpty(left);
    }

    [TestMethod]
    public void AllConventionsAndTheReducingStemHavePathsThatAgree()
    {
        foreach (NetworkConventions conventions in TestNetworks.AllConventions.Values)
        {
            foreach (NetworkStem stem in Enum.GetValues<NetworkStem>())
            {
                var options = new ConvolutionalNetworkOptions
                {
                    InitialChannels = 4, Conventions = conventions, Stem = stem, ProjectPreviousCell = stem == NetworkStem.Convolution, CellsPerStage = 2,
                };
                var shape = stem == NetworkStem.Reduction ? new ImageShape(1, 64, 64) : new ImageShape(2, 9, 9);
                using var supernet = new ConvolutionalSupernet(
                    TestNetworks.Space, shape, 3, new ConvolutionalSupernetOptions { Network = options }, seed: 2);
                for (int i = 0; i < 3; i++)
                {
                    using var scope = torch.NewDisposeScope();
                    Architecture architecture = TestSupernets.Sample(i);
                    using ConvolutionalNetwork network = supernet.Extract(architecture);
                    var images = TestSupernets.Images(3, seed: i, shape);
                    AssertClose(network.forward(images), supernet.Compute(architecture, images), 1e-4, $"{conventions} {stem}");
                }
            }
        }
    }

    [TestMethod]
    public void TheElevenOperationsHaveASupernetToo()
    {
        var space = new ConvolutionalCellSpace(OperationSet.Eleven);
        using var supernet = new ConvolutionalSupernet(space, TestNetworks.GreyDigit, 3, TestSupernets.Options(), seed: 1);
        Architecture architecture = space.Sample(new Random(1));
        using ConvolutionalNetwork network = supernet.Extract(architecture);
        using var scope = torch.NewDisposeScope();
        var images = TestSupernets.Images(4);

        AssertClose(network.forward(images), supernet.Compute(architecture, images), 1e-4, "eleven");
    }

    [TestMethod]
    public void ProjectedCellsHaveOneOutputOfTheCellsChannelsAndNoStandAloneNetwork()
    {
        ConvolutionalSupernetOptions options = TestSupernets.Options();
        options.Cells = SupernetCells.Projected;
        using var supernet = new ConvolutionalSupernet(TestNetworks.Space, TestNetworks.GreyDigit, 3, options, seed: 1);
        using var scope = torch.NewDisposeScope();
        for (int i = 0; i < 10; i++)
        {
            ConvolutionalPath path = supernet.GetPath(TestSupernets.Sample(i));
            var logits = supernet.Compute(path, TestSupernets.Images(4)).Logits;

            CollectionAssert.AreEqual(new long[] { 4, 3 }, logits.shape);
            CollectionAssert.AreEqual(new[] { 4, 8, 8 }, path.Stack.Cells.Select(cell => cell.Output.Channels).ToArray());
            CollectionAssert.AreEqual(new[] { 8, 4, 4 }, path.Stack.Cells.Select(cell => cell.Output.Height).ToArray());
            Parameter[] weights = [.. path.Weights, .. path.AuxiliaryWeights];
            Assert.HasCount(weights.Length, torch.autograd.grad([Loss(supernet.Compute(path, TestSupernets.Images(4)))], weights));
        }

        Assert.ThrowsExactly<InvalidOperationException>(() => supernet.Extract(TestSupernets.Sample(1)));
    }

    [TestMethod]
    public void PathsHoldNoTensors()
    {
        using var supernet = TestSupernets.CreateConvolutional();
        supernet.GetPath(TestSupernets.Sample(0));
        long before = LiveTensors.Count();
        for (int i = 0; i < 200; i++)
        {
            using var scope = torch.NewDisposeScope();
            supernet.GetPath(TestSupernets.Sample(i));
        }

        Assert.AreEqual(before, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void RefusesAnArchitectureOfAnotherSpace()
    {
        using var supernet = TestSupernets.CreateConvolutional();
        using var images = TestSupernets.Images(2);

        Assert.ThrowsExactly<ArgumentException>(() => supernet.Compute(new Architecture(1, 2, 3), images));
    }

    internal static void AssertClose(torch.Tensor expected, torch.Tensor actual, double tolerance, string what, double smallestScale = 1e-2)
    {
        using var scope = torch.NewDisposeScope();
        CollectionAssert.AreEqual(expected.shape, actual.shape, what);
        double difference = expected.detach().sub(actual.detach()).abs().max().item<float>();
        double scale = Math.Max(smallestScale, expected.detach().abs().max().item<float>());
        Assert.IsLessThanOrEqualTo(tolerance * scale, difference, what);
    }

    private static torch.Tensor Loss((torch.Tensor Logits, torch.Tensor? Auxiliary) output)
    {
        var labels = torch.arange(output.Logits.shape[0], dtype: torch.int64).remainder(3);
        var loss = functional.cross_entropy(output.Logits, labels);
        return output.Auxiliary is null ? loss : loss.add(functional.cross_entropy(output.Auxiliary, labels), 0.4);
    }
}
