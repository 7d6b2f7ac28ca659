using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

[TestClass]
public sealed class OnnxExporterTests
{
    private const float Tolerance = 1e-4f;

    [TestMethod]
    [DataRow(PixelOrder.Planar)]
    [DataRow(PixelOrder.Interleaved)]
    public void OnnxRuntimeGivesTheSameProbabilities(PixelOrder order)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var shape = seed % 3 == 0 ? new ImageShape(3, 9, 13) : seed % 3 == 1 ? new ImageShape(1, 8, 8) : new ImageShape(2, 16, 16);
            ImageDataset images = TestNetworks.Bars(24, seed, shape);
            var options = new ConvolutionalNetworkOptions { InitialChannels = 4, ProjectPreviousCell = seed % 2 == 0, DropPathKeepProbability = 0.9 };
            using var network = TestNetworks.Create(TestNetworks.Sample(seed), shape, options: options, seed: seed);
            new NetworkTrainer(new TrainingOptions { Epochs = 2, BatchSize = 12 }, seed).Train(network, images);
            float[] expected = NetworkScorer.Score(network, images);

            using var session = Open(network, new OnnxExportOptions { PixelOrder = order, PredictedIndexName = "index" });

            for (int i = 0; i < images.Count; i++)
            {
                var (scores, index) = Run(session, order == PixelOrder.Planar ? images.GetImage(i).ToArray() : Interleave(images, i));
                float[] row = expected[(i * 3)..((i + 1) * 3)];
                for (int c = 0; c < 3; c++)
                {
                    Assert.AreEqual(row[c], scores[c], Tolerance, $"Architecture {seed}, image {i}, class {c}.");
                }

                Assert.AreEqual(1f, scores.Sum(), Tolerance);
                Assert.AreEqual(Array.IndexOf(scores, scores.Max()), index);
            }
        }
    }

    [TestMethod]
    [DataRow(nameof(NetworkConventions.TensorFlow), NetworkStem.Convolution)]
    [DataRow(nameof(NetworkConventions.TensorFlowWeightSharing), NetworkStem.Reduction)]
    [DataRow(nameof(NetworkConventions.PyTorchEleven), NetworkStem.Reduction)]
    public void OnnxRuntimeGivesTheSameProbabilitiesWithTheAuthorsConventions(string conventions, NetworkStem stem)
    {
        var shape = new ImageShape(3, stem == NetworkStem.Convolution ? 10 : 36, 40);
        ImageDataset images = TestNetworks.Bars(4, 1, shape);
        var options = new ConvolutionalNetworkOptions
        {
            InitialChannels = 4, Reductions = 1, Stem = stem, Conventions = TestNetworks.AllConventions[conventions],
        };
        using var network = TestNetworks.Create(TestNetworks.AllPublished["NAONet"], shape, options: options);
        new NetworkTrainer(new TrainingOptions { Epochs = 2, BatchSize = 4 }, 1).Train(network, images);
        float[] expected = NetworkScorer.Score(network, images);

        using var session = Open(network, new OnnxExportOptions { PredictedIndexName = "index" });

        for (int i = 0; i < images.Count; i++)
        {
            float[] scores = Run(session, images.GetImage(i).ToArray()).Scores;
            for (int c = 0; c < 3; c++)
            {
                Assert.AreEqual(expected[(i * 3) + c], scores[c], Tolerance, $"Image {i}, class {c}.");
            }
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void OnnxRuntimeGivesTheValueOfAnImageInItsUnit(bool auxiliary)
    {
        ImageDataset images = TestVectors.BrightImages(60);
        var options = new ConvolutionalNetworkOptions { InitialChannels = 4, AuxiliaryClassifier = auxiliary };
        using var network = TestNetworks.Create(TestNetworks.Sample(3), classes: 1, options: options);
        TrainingResult result = new NetworkTrainer(new TrainingOptions { Epochs = 12, BatchSize = 12 }, 1).Train(network, images, images);
        float[] expected = NetworkScorer.Score(network, images);

        using var session = Open(network, new OnnxExportOptions());

        Assert.IsGreaterThan(0.8, ((RegressionFigures)result.Validation!).RSquared);
        CollectionAssert.AreEqual(new[] { 1 }, session.OutputMetadata["Score"].Dimensions);
        for (int i = 0; i < images.Count; i++)
        {
            Assert.AreEqual(expected[i], Score(session, images.GetImage(i).ToArray()).Single(), Tolerance * 10, $"Image {i}.");
            Assert.IsInRange(20, 60, expected[i]);
        }
    }

    [TestMethod]
    public void TwoClassesCanHaveOneLogit()
    {
        ImageDataset images = TestNetworks.Bars(24, classes: 2);
        using var network = TestNetworks.Create(TestNetworks.Sample(4), classes: 2);
        new NetworkTrainer(new TrainingOptions { Epochs = 1, BatchSize = 12, LearningRate = 0.01 }, 1).Train(network, images);
        float[] expected = NetworkScorer.Score(network, images);

        using var session = Open(network, new OnnxExportOptions { Logit = true, PredictedIndexName = "index", ClassNames = ["no", "yes"] });

        CollectionAssert.AreEqual(new[] { 1 }, session.OutputMetadata["Score"].Dimensions);
        for (int i = 0; i < images.Count; i++)
        {
            var (scores, index) = Run(session, images.GetImage(i).ToArray());
            Assert.AreEqual(expected[(2 * i) + 1], 1 / (1 + Math.Exp(-scores.Single())), Tolerance);
            Assert.AreEqual(scores.Single() > 0 ? 1 : 0, index);
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void OnnxRuntimeReadsVectors(bool hasValues)
    {
        VectorDataset rows = TestVectors.Create(20, hasValues);
        using var network = TestVectors.CreateNetwork(hasValues);
        new NetworkTrainer(new TrainingOptions { Epochs = 4, BatchSize = 10 }, 1).Train(network, rows);
        float[] expected = NetworkScorer.Score(network, rows);

        using var session = Open(network, new OnnxExportOptions());

        CollectionAssert.AreEqual(new[] { 1, TestVectors.Width }, session.InputMetadata["Features"].Dimensions);
        for (int i = 0; i < rows.Count; i++)
        {
            float[] scores = Score(session, rows.GetRow(i).ToArray());
            Assert.HasCount(network.OutputCount, scores);
            for (int k = 0; k < scores.Length; k++)
            {
                Assert.AreEqual(expected[(i * scores.Length) + k], scores[k], Tolerance * (hasValues ? 10 : 1));
            }
        }
    }

    [TestMethod]
    public void RefusesOutputsThatTheNetworkDoesNotHave()
    {
        using var three = TestNetworks.Create();
        using var value = TestVectors.CreateNetwork(hasValues: true);

        StringAssert.Contains(Refuse(three, new OnnxExportOptions { Logit = true }), "3 outputs");
        StringAssert.Contains(Refuse(value, new OnnxExportOptions { Logit = true }), "1 outputs");
        StringAssert.Contains(Refuse(value, new OnnxExportOptions { PredictedIndexName = "index" }), "predicts a value");
        StringAssert.Contains(Refuse(value, new OnnxExportOptions { ClassNames = ["one"] }), "predicts a value");

        static string Refuse(PredictionNetwork network, OnnxExportOptions options) =>
            Assert.ThrowsExactly<ArgumentException>(() => Open(network, options)).Message;
    }

    [TestMethod]
    public void NamesAndShapesAreThoseOfTheOptions()
    {
        using var network = TestNetworks.Create();
        var options = new OnnxExportOptions { InputName = "image", ScoreName = "p", PredictedIndexName = "i", ClassNames = ["x", "y", "z"] };
        options.Metadata["architecture"] = TestNetworks.Space.Format(PublishedArchitectures.NaoWeightSharing);

        using var session = Open(network, options);

        CollectionAssert.AreEqual(new[] { 1, 64 }, session.InputMetadata["image"].Dimensions);
        CollectionAssert.AreEqual(new[] { 3 }, session.OutputMetadata["p"].Dimensions);
        CollectionAssert.AreEqual(new[] { 1 }, session.OutputMetadata["i"].Dimensions);
    }

    [TestMethod]
    public void RefusesNamesThatClash()
    {
        using var network = TestNetworks.Create();

        Assert.ThrowsExactly<ArgumentException>(() => Open(network, new OnnxExportOptions { InputName = "x", ScoreName = "x" }));
        var error = Assert.ThrowsExactly<ArgumentException>(() => Open(network, new OnnxExportOptions { ClassNames = ["only one"] }));
        StringAssert.Contains(error.Message, "3 classes");
    }

    private static InferenceSession Open(PredictionNetwork network, OnnxExportOptions options) =>
        TestSessions.Open(stream => OnnxExporter.Export(network, options, stream));

    private static (float[] Scores, long Index) Run(InferenceSession session, float[] image)
    {
        var input = NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(image, [1, image.Length]));
        using var results = session.Run([input]);
        float[] scores = [.. results.Single(result => result.Name == "Score").AsEnumerable<float>()];
        return (scores, results.Single(result => result.Name == "index").AsEnumerable<long>().Single());
    }

    private static float[] Score(InferenceSession session, float[] values)
    {
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(values, [1, values.Length]))]);
        return [.. results.Single().AsEnumerable<float>()];
    }

    private static float[] Interleave(ImageDataset images, int index)
    {
        var (channels, height, width) = images.Shape;
        var image = images.GetImage(index);
        var interleaved = new float[images.Shape.Size];
        for (int p = 0; p < height * width; p++)
        {
            for (int c = 0; c < channels; c++)
            {
                interleaved[(p * channels) + c] = image[(c * height * width) + p];
            }
        }

        return interleaved;
    }
}
