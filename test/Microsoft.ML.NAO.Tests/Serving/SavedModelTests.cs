using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.NAO.Tests.Serving;

[TestClass]
public sealed class SavedModelTests
{
    private static readonly MLContext Context = new(1);
    private static readonly Shapes.Row[] Rows = Shapes.Draw(90, 2);
    private static DirectoryInfo? _folder;
    private static TransformerChain<Transforms.KeyToValueMappingTransformer>? _model;

    private static NeuralArchitectureTransformer Network => _model!.OfType<NeuralArchitectureTransformer>().Single();

    [ClassInitialize]
    public static void FitOnce(TestContext context)
    {
        _folder = Directory.CreateTempSubdirectory("nao-test-");
        IDataView train = Shapes.View(Context, Shapes.Draw(240, 1), 64);
        var options = Shapes.SmallSearch(trials: 2);
        (options.Channels, options.Height, options.Width) = (1, 8, 8);
        _model = Context.Transforms.Conversion.MapValueToKey("Label")
            .Append(Context.Auto().NeuralArchitecture(options))
            .Append(Context.Transforms.Conversion.MapKeyToValue("Text", "PredictedLabel"))
            .Fit(train);
    }

    [ClassCleanup]
    public static void Delete()
    {
        _model!.Dispose();
        _folder!.Delete(recursive: true);
    }

    [TestMethod]
    public void PredictsInAnEngineAndSaysSoWhenItIsUsedAfterwards()
    {
        IDataView train = Shapes.View(Context, Shapes.Draw(90, 1), 64);
        var keys = Context.Transforms.Conversion.MapValueToKey("Label").Fit(train);
        var network = Context.Auto().NeuralNetwork(Network.ArchitectureText, new NeuralNetworkOptions
        {
            Channels = 1,
            Height = 8,
            Width = 8,
            Images = new ImageNetworkOptions { FinalNetwork = Shapes.SmallNetwork(), FinalTraining = Shapes.SmallTraining() },
        }).Fit(keys.Transform(train));
        var model = new TransformerChain<ITransformer>(keys, network);
        using (var engine = Context.Model.CreatePredictionEngine<Shapes.Row, ScoreRow>(model, inputSchemaDefinition: Shapes.Schema(64)))
        {
            Assert.AreEqual(1, engine.Predict(Rows[0]).Score.Sum(), 1e-5);
        }

        Assert.ThrowsExactly<ObjectDisposedException>(() => network.Transform(train));
        Assert.ThrowsExactly<ObjectDisposedException>(() => network.SaveAsOnnx(new MemoryStream()));
    }

    [TestMethod]
    public void RunsInOnnxRuntimeFromAnotherLanguageWithTheSameScores()
    {
        string onnx = Path.Combine(_folder!.FullName, "model.onnx");
        Network.SaveAsOnnx(onnx);
        float[][] expected = [.. _model!.Transform(Shapes.View(Context, Rows.Take(20), 64)).GetColumn<float[]>("Score")];

        float[][] actual = NodeScorer.Score(onnx, "Features", "Score", [.. Rows.Take(20).Select(row => row.Features)]);

        for (int row = 0; row < expected.Length; row++)
        {
            for (int i = 0; i < expected[row].Length; i++)
            {
                Assert.AreEqual(expected[row][i], actual[row][i], 1e-4f);
            }
        }
    }

    [TestMethod]
    public void RunsInOnnxRuntimeInBatchesWithTheSameScores()
    {
        using var model = new MemoryStream();
        Network.SaveAsOnnx(model, dynamicBatchSize: true);
        float[] expected = [.. _model!.Transform(Shapes.View(Context, Rows.Take(20), 64)).GetColumn<float[]>("Score").SelectMany(row => row)];

        using var session = new InferenceSession(model.ToArray());
        var batch = new DenseTensor<float>(Rows.Take(20).SelectMany(row => row.Features).ToArray(), [20, 64]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Features", batch)]);
        float[] actual = [.. results.Single(result => result.Name == "Score").AsEnumerable<float>()];

        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-4f);
        }
    }

    [TestMethod]
    public void ScoresTheSameOnSeveralThreads()
    {
        float[][] expected = [.. _model!.Transform(Shapes.View(Context, Rows, 64)).GetColumn<float[]>("Score")];

        Parallel.For(0, 4, _ =>
        {
            float[][] actual = [.. _model!.Transform(Shapes.View(Context, Rows, 64)).GetColumn<float[]>("Score")];
            for (int row = 0; row < expected.Length; row++)
            {
                CollectionAssert.AreEqual(expected[row], actual[row]);
            }
        });
    }

    private sealed class ScoreRow
    {
        public float[] Score { get; set; } = [];
    }
}
