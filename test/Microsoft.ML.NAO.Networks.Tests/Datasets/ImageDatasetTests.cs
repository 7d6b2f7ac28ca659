using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Tests.Datasets;

[TestClass]
public sealed class ImageDatasetTests
{
    [TestMethod]
    public void SplitKeepsTheProportionsOfTheClasses()
    {
        ImageDataset images = Create(100, 4);

        var (train, heldOut) = images.Split(0.2, seed: 1);

        Assert.AreEqual(80, train.Count);
        Assert.AreEqual(20, heldOut.Count);
        CollectionAssert.AreEqual(new[] { 5, 5, 5, 5 }, heldOut.Labels.ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value).ToArray());
        CollectionAssert.AreEquivalent(images.Pixels.ToArray(), train.Pixels.ToArray().Concat(heldOut.Pixels.ToArray()).ToArray());
    }

    [TestMethod]
    public void SplitDependsOnTheSeedAlone()
    {
        ImageDataset images = Create(60, 3);

        CollectionAssert.AreEqual(images.Split(0.3, 7).HeldOut.Pixels.ToArray(), images.Split(0.3, 7).HeldOut.Pixels.ToArray());
        CollectionAssert.AreNotEqual(images.Split(0.3, 7).HeldOut.Pixels.ToArray(), images.Split(0.3, 8).HeldOut.Pixels.ToArray());
    }

    [TestMethod]
    public void SplitLeavesEveryClassInBothSets()
    {
        var (train, heldOut) = Create(8, 4).Split(0.01, seed: 1);

        Assert.AreEqual(4, train.Labels.ToArray().Distinct().Count());
        Assert.AreEqual(4, heldOut.Labels.ToArray().Distinct().Count());
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.0)]
    [DataRow(double.NaN)]
    public void RefusesToHoldOutNothingOrEverything(double fraction) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Create(8, 4).Split(fraction, seed: 1));

    [TestMethod]
    public void RefusesPixelsThatDoNotFitTheShape()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => new ImageDataset(new ImageShape(1, 2, 2), new float[7], [0, 0], ["x"]));

        StringAssert.Contains(error.Message, "8 values, 7 were given");
    }

    [TestMethod]
    public void RefusesALabelThatIsNoClass()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => new ImageDataset(new ImageShape(1, 1, 1), new float[2], [0, 1], ["x"]));

        StringAssert.Contains(error.Message, "Sample 1 has the label 1");
    }

    private static ImageDataset Create(int count, int classes) => new(
        new ImageShape(1, 1, 1),
        [.. Enumerable.Range(0, count).Select(i => (float)i)],
        [.. Enumerable.Range(0, count).Select(i => i % classes)],
        [.. Enumerable.Range(0, classes).Select(i => $"class {i}")]);
}
