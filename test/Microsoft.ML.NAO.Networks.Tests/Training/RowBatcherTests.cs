using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class RowBatcherTests
{
    [TestMethod]
    public void GivesVectorsValuesAndWeightsThatAreOneOnAverage()
    {
        using var scope = torch.NewDisposeScope();
        var rows = new VectorDataset([1, 2, 3, 4, 5, 6], 2, new ValueTargets([10, 20, 30]), [1, 2, 6]);

        var (inputs, targets, weights) = Assemble(rows, capacity: 3, [2, 0]);

        CollectionAssert.AreEqual(new long[] { 2, 2 }, inputs.shape);
        CollectionAssert.AreEqual(new float[] { 5, 6, 1, 2 }, inputs.contiguous().data<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 30, 10 }, targets.contiguous().data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 2, 1 / 3f }, weights!.contiguous().data<float>().ToArray());
    }

    [TestMethod]
    public void GivesTokensAndClassesAsInt64()
    {
        using var scope = torch.NewDisposeScope();
        var texts = new TokenDataset([7, 8, 0, 9, 0, 0], 3, TestVectors.Classes(2, 1));

        var (inputs, targets, weights) = Assemble(texts, capacity: 2, [1, 0]);

        CollectionAssert.AreEqual(new long[] { 2, 3 }, inputs.shape);
        CollectionAssert.AreEqual(new long[] { 9, 0, 0, 7, 8, 0 }, inputs.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 2 }, targets.data<long>().ToArray());
        Assert.IsNull(weights);
    }

    [TestMethod]
    public void WhatIsDoneToImagesIsNotDoneToRows()
    {
        using var scope = torch.NewDisposeScope();
        VectorDataset rows = TestVectors.Create(8, hasValues: false);
        SampleBatcher batcher = rows.CreateBatcher();
        SampleBuffer buffer = batcher.CreateBuffer(1);

        batcher.Fill(buffer, [3], new TrainingOptions { CropPadding = 2, HorizontalFlip = true, CutoutLength = 2 }, new Random(1));

        CollectionAssert.AreEqual(rows.GetRow(3).ToArray(), buffer.ToDevice(torch.CPU).Inputs.data<float>().ToArray());
    }

    private static SampleBatch Assemble(SampleDataset dataset, int capacity, int[] indices)
    {
        SampleBatcher batcher = dataset.CreateBatcher();
        SampleBuffer buffer = batcher.CreateBuffer(capacity);
        batcher.Fill(buffer, indices);
        return buffer.ToDevice(torch.CPU);
    }
}
