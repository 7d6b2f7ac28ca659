using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Modules;

/// <summary>Layers against the same computed by hand.</summary>
[TestClass]
public sealed class LayerTests
{
    [TestInitialize]
    public void Seed() => manual_seed(3);

    [TestMethod]
    public void LinearLayers()
    {
        using var layer = nn.Linear(3, 2);
        using Tensor x = randn(4, 3);

        Numbers.AreClose(x.matmul(layer.weight!.t()) + layer.bias!, layer.call(x));
        Assert.IsNull(nn.Linear(3, 2, hasBias: false).bias);
    }

    [TestMethod]
    public void ConvolutionsSlide()
    {
        using var layer = nn.Conv2d(1, 1, 2, bias: false);
        using (no_grad())
        {
            layer.weight!.copy_(tensor(new float[,,,] { { { { 1, 2 }, { 3, 4 } } } }));
        }

        using Tensor image = arange(9, dtype: float32).view(1, 1, 3, 3);

        Numbers.AreClose(new[] { 27f, 37, 57, 67 }, layer.call(image).flatten());
    }

    [TestMethod]
    public void ConvolutionsTakeStridePaddingDilationAndGroups()
    {
        using Tensor images = randn(2, 4, 9, 9);

        CollectionAssert.AreEqual(new long[] { 2, 6, 5, 5 }, nn.Conv2d(4, 6, 3, stride: 2, padding: 1).call(images).shape);
        CollectionAssert.AreEqual(new long[] { 2, 6, 5, 5 }, nn.Conv2d(4, 6, 3, dilation: 2).call(images).shape);
        CollectionAssert.AreEqual(new long[] { 2, 4, 9, 9 }, nn.Conv2d(4, 4, 5, padding: Padding.Same, groups: 4).call(images).shape);
        CollectionAssert.AreEqual(new long[] { 4, 1, 3, 3 }, nn.Conv2d(4, 4, 3, groups: 4).weight!.shape);
        CollectionAssert.AreEqual(new long[] { 2, 6, 7, 9 }, nn.Conv2d(4, 6, (3L, 1L)).call(images).shape);
        CollectionAssert.AreEqual(new long[] { 2, 5, 7 }, nn.Conv1d(4, 5, 3).call(randn(2, 4, 9)).shape);
    }

    [TestMethod]
    public void DepthwiseConvolutionsKeepChannelsApart()
    {
        using var layer = nn.Conv2d(2, 2, 3, padding: 1, groups: 2, bias: false);
        using Tensor images = randn(1, 2, 5, 5);

        using Tensor each = cat(
            new[]
            {
                nn.functional.conv2d(images.narrow(1, 0, 1), layer.weight!.narrow(0, 0, 1), padding: new long[] { 1, 1 }),
                nn.functional.conv2d(images.narrow(1, 1, 1), layer.weight!.narrow(0, 1, 1), padding: new long[] { 1, 1 }),
            },
            1);

        Numbers.AreClose(each, layer.call(images));
    }

    [TestMethod]
    public void BatchNormNormalizesInTrainingAndRemembersForEvaluation()
    {
        using var layer = nn.BatchNorm2d(3);
        using Tensor images = randn(8, 3, 4, 4) * 2 + 5;

        using Tensor normalized = layer.call(images);
        Numbers.AreClose(new[] { 0f, 0, 0 }, normalized.mean(new long[] { 0, 2, 3 }), 1e-4);
        Numbers.AreClose(new[] { 1f, 1, 1 }, normalized.square().mean(new long[] { 0, 2, 3 }), 1e-3);
        Numbers.AreClose(images.mean(new long[] { 0, 2, 3 }) * 0.1, layer.running_mean!, 1e-5);
        Assert.AreEqual(1, layer.num_batches_tracked!.item<long>());

        layer.eval();
        using Tensor expected = (images - layer.running_mean!.view(1, 3, 1, 1)) / (layer.running_var!.view(1, 3, 1, 1) + 1e-5).sqrt();
        Numbers.AreClose(expected, layer.call(images), 1e-4);
    }

    [TestMethod]
    public void LayerNormNormalizesEachRow()
    {
        using var layer = nn.LayerNorm(6);
        using Tensor normalized = layer.call(randn(3, 6) * 4 + 1);

        Numbers.AreClose(new[] { 0f, 0, 0 }, normalized.mean(new long[] { 1 }), 1e-5);
        Numbers.AreClose(new[] { 1f, 1, 1 }, normalized.square().mean(new long[] { 1 }), 1e-3);
    }

    [TestMethod]
    public void PoolingTakesTheLargestOrTheMean()
    {
        using Tensor image = arange(16, dtype: float32).view(1, 1, 4, 4);

        Numbers.AreClose(new[] { 5f, 7, 13, 15 }, nn.MaxPool2d(2).call(image).flatten());
        Numbers.AreClose(new[] { 2.5f, 4.5f, 10.5f, 12.5f }, nn.AvgPool2d(2).call(image).flatten());
        Numbers.AreClose(new[] { 7.5f }, nn.AdaptiveAvgPool2d(1).call(image).flatten());
    }

    [TestMethod]
    public void TheMeanCountsThePaddingOrNot()
    {
        using Tensor image = ones(1, 1, 2, 2);

        Assert.AreEqual(4f / 9, nn.AvgPool2d(3, stride: 1, padding: 1).call(image).max().item<float>(), 1e-6);
        Assert.AreEqual(1f, nn.AvgPool2d(3, stride: 1, padding: 1, count_include_pad: false).call(image).max().item<float>(), 1e-6);
    }

    [TestMethod]
    public void DropoutScalesWhatItKeepsAndIsOffInEvaluation()
    {
        using var layer = nn.Dropout(0.25);
        using Tensor x = ones(10_000);

        float[] dropped = layer.call(x).Floats();
        Assert.IsTrue(dropped.All(value => value == 0 || Math.Abs(value - (1 / 0.75f)) < 1e-5));
        Assert.AreEqual(0.25, dropped.Count(value => value == 0) / 10_000.0, 0.02);

        layer.eval();
        Numbers.AreClose(x, layer.call(x));
    }

    [TestMethod]
    public void EmbeddingsLookRowsUp()
    {
        using var layer = nn.Embedding(4, 3, padding_idx: 0);

        using Tensor rows = layer.call(tensor(new long[,] { { 2, 0 }, { 1, 2 } }));

        CollectionAssert.AreEqual(new long[] { 2, 2, 3 }, rows.shape);
        Numbers.AreClose(layer.weight![2], rows[0, 0]);
        Numbers.AreClose(new[] { 0f, 0, 0 }, rows[0, 1]);
    }

    [TestMethod]
    public void Activations()
    {
        using Tensor x = tensor(new[] { -1f, 0, 2 });

        Numbers.AreClose(new[] { 0f, 0, 2 }, nn.ReLU().call(x));
        Numbers.AreClose(new[] { -0.2f, 0, 2 }, nn.LeakyReLU(0.2).call(x));
        Numbers.AreClose(new[] { (float)Math.Tanh(-1), 0, (float)Math.Tanh(2) }, nn.Tanh().call(x));
        Numbers.AreClose(new[] { (float)(1 / (1 + Math.E)), 0.5f, (float)(1 / (1 + Math.Exp(-2))) }, nn.Sigmoid().call(x));
        Numbers.AreClose(x * x.sigmoid(), nn.SiLU().call(x));
        Numbers.AreClose(new[] { (float)Math.Exp(-1) - 1, 0, 2 }, nn.ELU().call(x));
        Numbers.AreClose(x * 0.5 * (1 + (x / Math.Sqrt(2)).erf()), nn.GELU().call(x));
        Numbers.AreClose(x.softmax(0), nn.Softmax(0).call(x));
        Numbers.AreClose(x, nn.Identity().call(x));
    }

    [TestMethod]
    public void ASequenceCallsOneAfterTheOther()
    {
        using var sequence = nn.Sequential(("first", nn.Linear(2, 3)), ("act", nn.ReLU()), ("last", nn.Linear(3, 1)));
        using Tensor x = randn(5, 2);

        Assert.AreEqual(3, sequence.Count);
        Numbers.AreClose(sequence[2].call(sequence[1].call(sequence[0].call(x))), sequence.call(x));
        Numbers.AreClose(x, nn.Sequential().call(x));
        CollectionAssert.AreEqual(new[] { "first.weight", "first.bias", "last.weight", "last.bias" }, sequence.named_parameters().Select(entry => entry.name).ToArray());
    }

    [TestMethod]
    public void Losses()
    {
        using Tensor scores = tensor(new[,] { { 1f, 2, 0.5f }, { 0, 0, 3 } });
        using Tensor labels = tensor(new long[] { 1, 0 });
        using Tensor expected = -(scores.log_softmax(1)[0, 1] + scores.log_softmax(1)[1, 0]) / 2;

        Numbers.AreClose(expected, nn.functional.cross_entropy(scores, labels));
        Numbers.AreClose(expected, nn.CrossEntropyLoss().call(scores, labels));
        Numbers.AreClose(expected, nn.NLLLoss().call(scores.log_softmax(1), labels));
        Numbers.AreClose(expected * 2, nn.functional.cross_entropy(scores, labels, reduction: nn.Reduction.Sum));
        Assert.AreEqual(4f, nn.MSELoss().call(tensor(new[] { 1f, 5 }), tensor(new[] { 3f, 3 })).item<float>(), 1e-6);
        Assert.AreEqual(
            Math.Log(2), nn.functional.binary_cross_entropy_with_logits(zeros(2), tensor(new[] { 0f, 1 })).item<float>(), 1e-6);
        Assert.AreEqual(
            Math.Log(2), nn.functional.binary_cross_entropy(full(2, 0.5f), tensor(new[] { 0f, 1 })).item<float>(), 1e-6);
    }

    [TestMethod]
    public void SmoothedLabels()
    {
        using Tensor scores = tensor(new[,] { { 1f, 2, 0.5f } });
        using Tensor logs = scores.log_softmax(1);
        using Tensor expected = -(logs[0, 1] * 0.9 + logs.mean() * 0.1);

        Numbers.AreClose(expected, nn.functional.cross_entropy(scores, tensor(new long[] { 1 }), label_smoothing: 0.1));
    }

    [TestMethod]
    public void LowPrecisionTrains()
    {
        using var layer = nn.Linear(4, 2).to(ScalarType.BFloat16);
        using var optimizer = optim.SGD(layer.parameters(), 0.1);
        using Tensor x = randn(8, 4).to(ScalarType.BFloat16);
        float before = layer.call(x).square().sum().to(ScalarType.Float32).item<float>();

        for (int i = 0; i < 20; i++)
        {
            optimizer.zero_grad();
            layer.call(x).square().mean().backward();
            optimizer.step();
        }

        Assert.IsTrue(layer.call(x).square().sum().to(ScalarType.Float32).item<float>() < before);
    }
}
