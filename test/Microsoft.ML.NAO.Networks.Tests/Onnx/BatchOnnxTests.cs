using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

[TestClass]
public sealed class BatchOnnxTests
{
    private const float Tolerance = 1e-4f;

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(24)]
    public void OnnxRuntimeGivesABatchTheSameProbabilitiesAsItsImages(int size)
    {
        ImageDataset images = TestNetworks.Bars(24, 1, new ImageShape(2, 8, 8));
        using var network = TestNetworks.Create(TestNetworks.Sample(1), images.Shape, options: new ConvolutionalNetworkOptions { InitialChannels = 4 }, seed: 1);
        new NetworkTrainer(new TrainingOptions { Epochs = 2, BatchSize = 12 }, 1).Train(network, images);
        float[] expected = NetworkScorer.Score(network, images.Take(size));
        float[] values = [.. Enumerable.Range(0, size).SelectMany(image => images.GetImage(image).ToArray())];

        var (scores, shape, classes) = Run(network, new OnnxExportOptions { BatchDimension = "batch", PredictedIndexName = "index" }, values, size);

        CollectionAssert.AreEqual(new[] { size, 3 }, shape);
        AssertEqual(expected, scores);
        CollectionAssert.AreEqual(scores.Chunk(3).Select(row => (long)Array.IndexOf(row, row.Max())).ToArray(), classes);
    }

    [TestMethod]
    public void OnnxRuntimeGivesABatchTheSameValuesAsItsRows()
    {
        VectorDataset table = TestTables.Values(40, 6, seed: 1);
        using var network = TestTables.Create("mixed", 6, 1);
        new NetworkTrainer(new TrainingOptions { Epochs = 3, BatchSize = 13 }, 1).Train(network, table);
        float[] values = [.. Enumerable.Range(0, table.Count).SelectMany(row => table.GetRow(row).ToArray())];

        var (scores, shape, _) = Run(network, new OnnxExportOptions { BatchDimension = "batch" }, values, table.Count);

        CollectionAssert.AreEqual(new[] { table.Count, 1 }, shape);
        float[] expected = NetworkScorer.Score(network, table);
        AssertEqual([.. expected.Select(value => value / 100)], [.. scores.Select(value => value / 100)]);
    }

    [TestMethod]
    public void OnnxRuntimeGivesABatchItsLogOdds()
    {
        VectorDataset table = TestTables.Classes(40, 6, seed: 1);
        using var network = TestTables.Create("mixed", 6, 2);
        float[] values = [.. Enumerable.Range(0, table.Count).SelectMany(row => table.GetRow(row).ToArray())];

        var (scores, shape, _) = Run(network, new OnnxExportOptions { BatchDimension = "batch", Logit = true }, values, table.Count);

        CollectionAssert.AreEqual(new[] { table.Count, 1 }, shape);
        float[][] probabilities = [.. Run(network, new OnnxExportOptions { BatchDimension = "batch" }, values, table.Count).Scores.Chunk(2)];
        AssertEqual([.. probabilities.Select(row => MathF.Log(row[1] / row[0]))], scores);
    }

    private static (float[] Scores, int[] Shape, long[] Classes) Run(PredictionNetwork network, OnnxExportOptions options, float[] values, int size)
    {
        network.eval();
        using var session = TestSessions.Open(stream => OnnxExporter.Export(network, options, stream));
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(values, [size, values.Length / size]))]);
        var score = results.Single(result => result.Name == "Score").AsTensor<float>();
        long[] classes = [.. results.Where(result => result.Name == "index").SelectMany(result => result.AsEnumerable<long>())];
        return ([.. score], score.Dimensions.ToArray(), classes);
    }

    private static void AssertEqual(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], Tolerance, $"Value {i}.");
        }
    }
}
