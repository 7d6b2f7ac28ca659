using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class ImageStandardizationTests
{
    private static readonly ImageShape Shape = new(3, 4, 5);

    [TestMethod]
    public void EachImageHasMeanZeroAndDeviationOne()
    {
        using var scope = torch.NewDisposeScope();
        float[] pixels = Draw();
        float[] standardized = new ImageStandardization(3).forward(torch.tensor(pixels, [2, 3, 4, 5])).data<float>().ToArray();

        foreach (var (before, after) in pixels.Chunk(Shape.Size).Zip(standardized.Chunk(Shape.Size)))
        {
            double mean = before.Average();
            double deviation = Math.Sqrt(before.Average(value => (value - mean) * (value - mean)));
            for (int p = 0; p < before.Length; p++)
            {
                Assert.AreEqual((before[p] - mean) / deviation, after[p], 1e-5);
            }
        }
    }

    [TestMethod]
    public void TheHostComesToTheSame()
    {
        using var scope = torch.NewDisposeScope();
        var layer = new ImageStandardization(3);
        var images = new ImageDataset(Shape, Draw(), [0, 1], ["a", "b"]);
        var buffer = new ImageBuffer(images, 2);
        new ImageBatcher(images, layer.ToPlain()).Fill(buffer, [0, 1]);

        float[] expected = layer.forward(torch.tensor(images.Pixels.ToArray(), [2, 3, 4, 5])).data<float>().ToArray();
        float[] actual = buffer.ToDevice(torch.CPU).Inputs.contiguous().data<float>().ToArray();

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-5f);
        }
    }

    [TestMethod]
    public void AnImageOfOneColourBecomesZero()
    {
        using var scope = torch.NewDisposeScope();
        float[] image = [.. Enumerable.Repeat(0.3f, Shape.Size)];
        float[] onDevice = new ImageStandardization(3).forward(torch.tensor(image, [1, 3, 4, 5])).data<float>().ToArray();
        new PlainImageStandardization(3).Apply(image);

        Assert.IsTrue(onDevice.Concat(image).All(value => Math.Abs(value) < 0.1), "Only the mean's rounding is left.");
    }

    private static float[] Draw()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 2 * Shape.Size).Select(i => (i < Shape.Size ? 5 : 100) * random.NextSingle())];
    }
}
