using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class ImageBatcherTests
{
    private static readonly ImageDataset Images = new(
        new ImageShape(2, 3, 3), [.. Enumerable.Range(0, 36).Select(i => (float)i)], [0, 1], ["a", "b"]);

    [TestMethod]
    public void GivesTheImagesAsTheyAre()
    {
        using var scope = torch.NewDisposeScope();

        var (images, labels, _) = Assemble(new ImageBatcher(Images), Images, [1, 0]);

        CollectionAssert.AreEqual(new long[] { 2, 2, 3, 3 }, images.shape);
        CollectionAssert.AreEqual(Images.GetImage(1).ToArray(), images.select(0, 0).contiguous().data<float>().ToArray());
        CollectionAssert.AreEqual(Images.GetImage(0).ToArray(), images.select(0, 1).contiguous().data<float>().ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 0 }, labels.data<long>().ToArray());
    }

    [TestMethod]
    public void MovesImagesAndFillsWithTheMean()
    {
        using var scope = torch.NewDisposeScope();
        float[] means = [13, 22];
        var batcher = new ImageBatcher(Images, new PlainChannelNormalization(means, [1, 1]));
        var options = new TrainingOptions { CropPadding = 1 };
        var random = new Random(1);
        var seen = new HashSet<string>();

        for (int i = 0; i < 200; i++)
        {
            float[] moved = Change(batcher, Images, options, random);
            moved = [.. moved.Select((value, p) => value + means[p / 9])];
            int down = Find(moved, 4) / 3 - 1;
            int right = Find(moved, 4) % 3 - 1;
            seen.Add($"{down} {right}");
            for (int p = 0; p < 18; p++)
            {
                int y = (p % 9 / 3) - down;
                int x = (p % 3) - right;
                float expected = y is >= 0 and < 3 && x is >= 0 and < 3 ? Images.GetImage(0)[(p / 9 * 9) + (y * 3) + x] : means[p / 9];
                Assert.AreEqual(expected, moved[p]);
            }
        }

        Assert.HasCount(9, seen);
    }

    [TestMethod]
    public void MirrorsHalfOfTheImages()
    {
        using var scope = torch.NewDisposeScope();
        var batcher = new ImageBatcher(Images);
        var options = new TrainingOptions { HorizontalFlip = true };
        var random = new Random(1);

        int mirrored = Enumerable.Range(0, 400).Count(_ =>
        {
            float[] image = Change(batcher, Images, options, random);
            Assert.IsTrue(image[0] == 0 ? image[2] == 2 : image[0] == 2 && image[2] == 0 && image[9] == 11);
            return image[0] == 2;
        });

        Assert.AreEqual(200, mirrored, 50);
    }

    [TestMethod]
    public void CutsASquareOut()
    {
        using var scope = torch.NewDisposeScope();
        ImageDataset bars = TestNetworks.Bars(1);

        float[] image = Change(new ImageBatcher(bars), bars, new TrainingOptions { CutoutLength = 4 }, new Random(3));

        int cut = image.Count(value => value == 0);
        Assert.IsInRange(4, 16, cut);
        Assert.AreEqual(64 - cut, image.Zip(bars.GetImage(0).ToArray()).Count(pair => pair.First == pair.Second));
    }

    [TestMethod]
    [DataRow(CutoutPlacement.Center, -2)]
    [DataRow(CutoutPlacement.Corner, 0)]
    public void TheDrawnPointIsTheCentreOrTheCorner(CutoutPlacement placement, int first)
    {
        using var scope = torch.NewDisposeScope();
        var shape = new ImageShape(1, 6, 7);
        var images = new ImageDataset(shape, [.. Enumerable.Range(0, 42).Select(i => i + 1f)], [0], ["a"]);
        var batcher = new ImageBatcher(images);
        var options = new TrainingOptions { CutoutLength = 4, CutoutPlacement = placement };
        var random = new Random(1);
        var expected = new HashSet<string>();
        var seen = new HashSet<string>();
        for (int top = first; top < first + 6; top++)
        {
            for (int left = first; left < first + 7; left++)
            {
                expected.Add(Cut((y, x) => y >= top && y < top + 4 && x >= left && x < left + 4));
            }
        }

        for (int i = 0; i < 800; i++)
        {
            float[] image = Change(batcher, images, options, random);
            seen.Add(Cut((y, x) => image[(y * 7) + x] != images.Pixels[(y * 7) + x]));
        }

        CollectionAssert.AreEquivalent(expected.ToArray(), seen.ToArray());

        string Cut(Func<int, int, bool> isCut) => string.Concat(Enumerable.Range(0, 42).Select(p => isCut(p / 7, p % 7) ? '.' : '#'));
    }

    [TestMethod]
    public void StandardizesWhatIsLeftAfterMovingAndCutsOutAfterwards()
    {
        using var scope = torch.NewDisposeScope();
        ImageDataset bars = TestNetworks.Bars(1);
        var options = new TrainingOptions { CropPadding = 2, CutoutLength = 3 };
        float[] moved = Change(new ImageBatcher(bars), bars, new TrainingOptions { CropPadding = 2 }, new Random(5));
        double mean = moved.Average(value => (double)value);
        double deviation = Math.Sqrt(moved.Average(value => (value - mean) * (value - mean)));

        float[] image = Change(new ImageBatcher(bars, new PlainImageStandardization(1)), bars, options, new Random(5));

        int cut = 0;
        for (int p = 0; p < image.Length; p++)
        {
            cut += image[p] == 0 ? 1 : 0;
            Assert.IsTrue(image[p] == 0 || Math.Abs(image[p] - ((moved[p] - mean) / deviation)) < 1e-5);
        }

        Assert.IsInRange(4, 9, cut);
        Assert.Contains(0f, moved);
    }

    [TestMethod]
    public void ABufferGivesTheImagesThatItHas()
    {
        using var scope = torch.NewDisposeScope();
        var buffer = new ImageBuffer(Images, 3);
        new ImageBatcher(Images).Fill(buffer, [1, 0]);

        var (images, labels, _) = buffer.ToDevice(torch.CPU);

        CollectionAssert.AreEqual(new long[] { 2, 2, 3, 3 }, images.shape);
        CollectionAssert.AreEqual(new long[] { 1, 0 }, labels.data<long>().ToArray());
    }

    private static SampleBatch Assemble(
        ImageBatcher batcher, ImageDataset images, int[] indices, TrainingOptions? options = null, Random? random = null)
    {
        var buffer = new ImageBuffer(images, indices.Length);
        batcher.Fill(buffer, indices, options, random);
        return buffer.ToDevice(torch.CPU);
    }

    private static float[] Change(ImageBatcher batcher, ImageDataset images, TrainingOptions options, Random random) =>
        Assemble(batcher, images, [0], options, random).Inputs.contiguous().data<float>().ToArray();

    private static int Find(float[] values, float value)
    {
        int at = Array.IndexOf(values, value);
        Assert.IsGreaterThanOrEqualTo(0, at);
        return at;
    }
}
