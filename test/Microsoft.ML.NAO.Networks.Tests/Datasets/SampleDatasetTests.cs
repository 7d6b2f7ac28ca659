using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks.Tests;

namespace Microsoft.ML.NAO.Tests.Datasets;

[TestClass]
public sealed class SampleDatasetTests
{
    [TestMethod]
    public void ValuesAreSplitAtRandomAndNothingIsLost()
    {
        VectorDataset rows = TestVectors.Create(50, hasValues: true);

        var (train, heldOut) = rows.Split(0.3, seed: 4);
        var (again, _) = rows.Split(0.3, seed: 4);
        var (other, _) = rows.Split(0.3, seed: 5);

        Assert.AreEqual((35, 15), (train.Count, heldOut.Count));
        CollectionAssert.AreEquivalent(Values(rows), Values(train).Concat(Values(heldOut)).ToArray());
        CollectionAssert.AreEqual(Values(train), Values(again));
        CollectionAssert.AreNotEqual(Values(train), Values(other));
    }

    [TestMethod]
    public void ClassesOfVectorsAreSplitInProportion()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 10 == 0 ? 1 : 0)];
        var rows = new VectorDataset(new float[100], 1, TestVectors.Classes(labels));

        var heldOut = (ClassTargets)rows.Split(0.2, seed: 1).HeldOut.Targets;

        Assert.AreEqual((18, 2), (heldOut.Labels.Count(0), heldOut.Labels.Count(1)));
    }

    [TestMethod]
    public void EachSampleIsHeldOutOnceByFoldsOfEqualSizeAndProportions()
    {
        int[] labels = [.. Enumerable.Range(0, 102).Select(i => i % 10 == 0 ? 1 : 0)];
        float[] numbers = [.. Enumerable.Range(0, 102).Select(i => (float)i)];
        var rows = new VectorDataset(numbers, 1, TestVectors.Classes(labels));

        var folds = rows.SplitFolds(5, seed: 3);
        var again = rows.SplitFolds(5, seed: 3);

        CollectionAssert.AreEquivalent(numbers, folds.SelectMany(fold => Numbers(fold.HeldOut)).ToArray());
        foreach (var (train, heldOut) in folds)
        {
            Assert.IsInRange(20, 21, heldOut.Count);
            Assert.IsInRange(2, 3, ((ClassTargets)heldOut.Targets).Labels.Count(1));
            CollectionAssert.AreEquivalent(numbers, Numbers(train).Concat(Numbers(heldOut)).ToArray());
        }

        CollectionAssert.AreEqual(Numbers(folds[0].HeldOut), Numbers(again[0].HeldOut));
        CollectionAssert.AreNotEqual(Numbers(folds[0].HeldOut), Numbers(rows.SplitFolds(5, seed: 4)[0].HeldOut));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => rows.SplitFolds(1, seed: 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => rows.SplitFolds(103, seed: 1));

        static float[] Numbers(SampleDataset set) => [.. Enumerable.Range(0, set.Count).Select(i => ((VectorDataset)set).GetRow(i)[0])];
    }

    [TestMethod]
    public void ASubsetHasItsRowsTargetsAndWeights()
    {
        var rows = new VectorDataset([1, 2, 3, 4, 5, 6], 2, new ValueTargets([10, 20, 30]), [1, 0, 2]);
        var tokens = new TokenDataset([7, 8, 0, 9, 0, 0], 3, TestVectors.Classes(2, 1));

        VectorDataset twice = rows.Subset([2, 0, 2]);
        TokenDataset last = tokens.Subset([1]);

        CollectionAssert.AreEqual(new float[] { 5, 6 }, twice.GetRow(2).ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 2 }, twice.GetRow(1).ToArray());
        CollectionAssert.AreEqual(new float[] { 30, 10, 30 }, Values(twice));
        CollectionAssert.AreEqual(new float[] { 2, 1, 2 }, twice.Weights.ToArray());
        CollectionAssert.AreEqual(new[] { 9, 0, 0 }, last.GetRow(0).ToArray());
        CollectionAssert.AreEqual(new[] { 1 }, ((ClassTargets)last.Targets).Labels.ToArray());
        Assert.IsTrue(last.Weights.IsEmpty);
        Assert.AreEqual(2, rows.Take(2).Count);
        Assert.AreEqual(3, rows.Take(9).Count);
    }

    [TestMethod]
    public void WhatHasNoWeightIsDropped()
    {
        var rows = new VectorDataset([1, 2, 3], 1, new ValueTargets([10, 20, 30]), [1, 0, 2]);

        CollectionAssert.AreEqual(new float[] { 10, 30 }, Values(rows.DropWeightless()));
        VectorDataset unweighted = TestVectors.Create(3, hasValues: true);
        Assert.AreSame(unweighted, unweighted.DropWeightless());
    }

    [TestMethod]
    public void RefusesArraysThatDoNotFit()
    {
        StringAssert.Contains(Refuse(() => new VectorDataset(new float[5], 2, new ValueTargets([1, 2]))), "2 rows of 2 values have 4, 5 were given");
        StringAssert.Contains(Refuse(() => new TokenDataset(new int[5], 2, new ValueTargets([1, 2]))), "2 sequences of 2 tokens have 4, 5 were given");
        StringAssert.Contains(
            Refuse(() => new ImageDataset(new ImageShape(1, 1, 1), new float[3], new ValueTargets([1, 2]))), "2 values, 3 were given");
        StringAssert.Contains(Refuse(() => new VectorDataset([1, 2], 1, new ValueTargets([1, 2]), [1])), "2 samples and 1 weights");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VectorDataset([], 0, new ValueTargets([])));
    }

    [TestMethod]
    public void RefusesWhatIsNoNumberOrNoClass()
    {
        StringAssert.Contains(
            Refuse(() => new VectorDataset([1, 2, 3, float.NaN], 2, new ValueTargets([1, 2]))), "Row 1 has the value NaN at index 1");
        StringAssert.Contains(Refuse(() => new TokenDataset([1, 2, -3, 4], 2, new ValueTargets([1, 2]))), "Sequence 1 has the token -3 at index 0");
        StringAssert.Contains(Refuse(() => new ValueTargets([1, float.NegativeInfinity])), "Sample 1 has the value");
        StringAssert.Contains(Refuse(() => TestVectors.Classes(0, 3)), "Sample 1 has the label 3; there are 3 classes");
        foreach (float wrong in new[] { -1, float.NaN, float.PositiveInfinity })
        {
            StringAssert.Contains(Refuse(() => new VectorDataset([1, 2], 1, new ValueTargets([1, 2]), [1, wrong])), "Sample 1 has the weight");
        }
    }

    [TestMethod]
    public void ImagesWithValuesHaveNoClasses()
    {
        ImageDataset images = TestVectors.BrightImages(2);

        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => images.ClassNames).Message, "values to predict, not classes");
        Assert.ThrowsExactly<InvalidOperationException>(() => images.Labels.Length);
    }

    private static string Refuse(Func<object> create) => Assert.ThrowsExactly<ArgumentException>(create).Message;

    private static float[] Values(SampleDataset dataset) => ((ValueTargets)dataset.Targets).Values.ToArray();
}
