using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Modules;

/// <summary>Modules draw their parameters in libtorch's order and from its distributions, so that a seed means the same everywhere.</summary>
[TestClass]
public sealed class InitializationTests
{
    private const long Seed = 20181101;

    [TestMethod]
    public void LinearLayersDrawTheWeightAndThenTheBias()
    {
        manual_seed(Seed);
        using var layer = nn.Linear(16, 3);
        manual_seed(Seed);

        Numbers.AreClose(empty(3, 16).uniform_(-0.25, 0.25), layer.weight!, 1e-7);
        Numbers.AreClose(empty(3).uniform_(-0.25, 0.25), layer.bias!, 1e-7);
    }

    [TestMethod]
    public void ConvolutionsCountTheirReceptiveField()
    {
        manual_seed(Seed);
        using var layer = nn.Conv2d(8, 4, 3, groups: 2);
        manual_seed(Seed);

        Numbers.AreClose(empty(4, 4, 3, 3).uniform_(-1.0 / 6, 1.0 / 6), layer.weight!, 1e-7);
        Numbers.AreClose(empty(4).uniform_(-1.0 / 6, 1.0 / 6), layer.bias!, 1e-7);
    }

    [TestMethod]
    public void RecurrentLayersDrawAllParametersInOrder()
    {
        manual_seed(Seed);
        using var layer = nn.LSTM(3, 4, numLayers: 2, bidirectional: true);
        manual_seed(Seed);

        var parameters = layer.named_parameters().ToList();
        CollectionAssert.AreEqual(
            new[] { "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse" },
            parameters.Take(5).Select(entry => entry.name).ToArray());
        Assert.AreEqual(16, parameters.Count);
        foreach (var (_, parameter) in parameters)
        {
            Numbers.AreClose(empty(parameter.shape).uniform_(-0.5, 0.5), parameter, 1e-7);
        }
    }

    [TestMethod]
    public void RecurrentCellsToo()
    {
        manual_seed(Seed);
        using var cell = nn.LSTMCell(3, 4);
        manual_seed(Seed);

        foreach (Tensor parameter in new Tensor[] { cell.weight_ih!, cell.weight_hh!, cell.bias_ih!, cell.bias_hh! })
        {
            Numbers.AreClose(empty(parameter.shape).uniform_(-0.5, 0.5), parameter, 1e-7);
        }
    }

    [TestMethod]
    public void EmbeddingsAreNormalBesidesThePadding()
    {
        manual_seed(Seed);
        using var layer = nn.Embedding(5, 2, padding_idx: 1);
        manual_seed(Seed);

        using Tensor expected = empty(5, 2).normal_();
        expected[1] = zeros(2);
        Numbers.AreClose(expected, layer.weight!, 1e-7);
    }

    [TestMethod]
    public void NormalizationStartsAsTheIdentity()
    {
        using var layer = nn.BatchNorm2d(3);

        Numbers.AreClose(new[] { 1f, 1, 1 }, layer.weight!);
        Numbers.AreClose(new[] { 0f, 0, 0 }, layer.bias!);
        Numbers.AreClose(new[] { 0f, 0, 0 }, layer.running_mean!);
        Numbers.AreClose(new[] { 1f, 1, 1 }, layer.running_var!);
    }

    [TestMethod]
    public void OtherInitializations()
    {
        using Tensor weight = empty(6, 3);

        manual_seed(Seed);
        nn.init.xavier_uniform_(weight);
        manual_seed(Seed);
        double bound = Math.Sqrt(6.0 / 9);
        Numbers.AreClose(empty(6, 3).uniform_(-bound, bound), weight, 1e-6);

        manual_seed(Seed);
        nn.init.kaiming_normal_(weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        manual_seed(Seed);
        Numbers.AreClose(empty(6, 3).normal_(0, Math.Sqrt(2) / Math.Sqrt(6)), weight, 1e-6);

        nn.init.constant_(weight, 0.25);
        Assert.AreEqual(0.25f, weight.max().item<float>());
        nn.init.zeros_(weight);
        Assert.AreEqual(0f, weight.abs().sum().item<float>());
        Assert.AreEqual((3L, 6L), nn.init.CalculateFanInAndFanOut(weight));
    }

    [TestMethod]
    public void AnOrthogonalMatrixIsOne()
    {
        using Tensor weight = empty(3, 5);

        nn.init.orthogonal_(weight);

        Numbers.AreClose(eye(3), weight.matmul(weight.t()), 1e-5);
    }
}
