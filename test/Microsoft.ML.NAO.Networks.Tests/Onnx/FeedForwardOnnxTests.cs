using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

[TestClass]
public sealed class FeedForwardOnnxTests
{
    private const float Tolerance = 1e-4f;
    private const int Features = 6;

    [TestMethod]
    public void OnnxRuntimeGivesTheSameProbabilities()
    {
        var space = new FeedForwardSpace();
        var random = new Random(1);
        VectorDataset table = TestTables.Classes(40, Features, seed: 1);
        for (int sample = 0; sample < 20; sample++)
        {
            FeedForwardCell cell = sample == 0 ? new FeedForwardCell(16) : space.Decode(space.Sample(random));
            using var network = new FeedForwardNetwork(cell, Features, 3, new FeedForwardNetworkOptions(), sample);
            Train(network, table);

            AssertSame(network, table, 1, $"Architecture {sample}");
        }
    }

    [TestMethod]
    [DataRow("linear")]
    [DataRow("perceptron")]
    [DataRow("residual")]
    [DataRow("mixed")]
    public void OnnxRuntimeGivesTheSameValues(string cell)
    {
        VectorDataset table = TestTables.Values(40, Features, seed: 1);
        using var network = TestTables.Create(cell, Features, 1);
        Train(network, table);

        // Their deviation is about 80.
        AssertSame(network, table, 100, cell);
    }

    private static void Train(FeedForwardNetwork network, VectorDataset table) =>
        new NetworkTrainer(new TrainingOptions { Epochs = 3, BatchSize = 13, LearningRate = 1e-3, Optimizer = TrainingOptimizer.AdamW }, 1).Train(network, table);

    private static void AssertSame(FeedForwardNetwork network, VectorDataset table, float unit, string what)
    {
        float[] expected = NetworkScorer.Score(network, table);
        using var session = TestSessions.Open(stream => OnnxExporter.Export(network, new OnnxExportOptions(), stream));
        for (int row = 0; row < table.Count; row++)
        {
            var input = NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(table.GetRow(row).ToArray(), [1, Features]));
            using var results = session.Run([input]);
            float[] actual = [.. results.Single().AsEnumerable<float>()];
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.AreEqual(expected[(row * actual.Length) + i], actual[i], Tolerance * unit, $"{what}, row {row}, output {i}.");
            }
        }
    }
}
