using System.Globalization;
using System.Text.Json;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Serving;

/// <summary>Every task on every kind of data is fitted, evaluated, saved, loaded by another process without this project, and answers the same there.</summary>
[TestClass]
public sealed class TaskContractTests : IDisposable
{
    private const int TrainingRows = 150;

    private readonly MLContext _context = new(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nao-test-");

    public static IEnumerable<object[]> TasksAndKinds =>
        from task in new[] { "multiclass", "binary", "regression" }
        from kind in new[] { "images", "tables", "texts" }
        select new object[] { task, kind };

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    [DynamicData(nameof(TasksAndKinds))]
    public void PredictsTheSameElsewhere(string task, string kind)
    {
        Samples.Row[] train = Samples.Draw(kind, TrainingRows, 1);
        Samples.Row[] test = Samples.Draw(kind, 60, 2);
        IEstimator<ITransformer> network = _context.Auto().NeuralArchitecture(Search(task, kind));
        IEstimator<ITransformer> pipeline = task == "multiclass"
            ? _context.Transforms.Conversion.MapValueToKey("Class").Append(network).Append(_context.Transforms.Conversion.MapKeyToValue("Text", "PredictedLabel"))
            : network;

        AssertSameElsewhere(task, pipeline, train, test);
    }

    [TestMethod]
    public void ForetellsTheSameElsewhere() => AssertSameElsewhere(
        "language-model",
        _context.Auto().NeuralLanguageModel(Sentences.SmallLanguageModelSearch(trials: 1)),
        Samples.Draw("texts", TrainingRows, 1),
        Samples.Draw("texts", 60, 2));

    internal static NeuralArchitectureOptions Search(string task, string kind)
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch(trials: 1);
        options.Strategy = new RandomSearchOptions();
        options.Seed = 3;
        options.LabelColumnName = task switch { "multiclass" => "Class", "binary" => "Positive", _ => "Value" };
        if (kind == "images")
        {
            (options.Channels, options.Height, options.Width) = (1, Shapes.Side, Shapes.Side);
        }

        options.Tabular.SearchTraining = TabularNetworkOptions.CreateTraining(TrainingRows, 50);
        options.Tabular.FinalTraining = options.Tabular.SearchTraining;
        options.Texts.Network = new TextNetworkOptions { HiddenSize = 16, MaximumLength = 12 };
        options.Texts.SearchTraining = options.Tabular.SearchTraining;
        options.Texts.FinalTraining = options.Tabular.SearchTraining;
        options.FeatureColumnName = kind == "texts" ? "Text" : "Features";
        return options;
    }

    private void AssertSameElsewhere(string task, IEstimator<ITransformer> pipeline, Samples.Row[] train, Samples.Row[] test)
    {
        IDataView trainingData = Samples.View(_context, train);
        ITransformer model = pipeline.Fit(trainingData);
        using var disposed = model as IDisposable;
        SchemaShapes.AssertAsPromised(pipeline, trainingData, model);
        string file = Path.Combine(_folder.FullName, "model.zip");
        string rows = Path.Combine(_folder.FullName, "rows.json");
        _context.Model.Save(model, trainingData.Schema, file);
        File.WriteAllText(rows, JsonSerializer.Serialize(test));
        IDataView scored = model.Transform(Samples.View(_context, test));

        string[] printed = ChildProcess.Run("dotnet", [ModelConsumer.Path, file, rows, task]);

        Assert.AreEqual("foreign assemblies: 0", printed[0]);
        CollectionAssert.AreEqual(Describe(task, scored), printed.Skip(1).ToArray());
    }

    private string[] Describe(string task, IDataView scored)
    {
        switch (task)
        {
            case "multiclass":
                var classes = _context.MulticlassClassification.Evaluate(scored, "Class");
                return [Print(classes.MicroAccuracy), Print(classes.MacroAccuracy), Print(classes.LogLoss), scored.GetColumn<string>("Text").First()];
            case "binary":
                var two = _context.BinaryClassification.Evaluate(scored, "Positive");
                return [Print(two.Accuracy), Print(two.AreaUnderRocCurve), Print(two.LogLoss), $"{scored.GetColumn<bool>("PredictedLabel").First()}"];
            case "regression":
                var values = _context.Regression.Evaluate(scored, "Value");
                return [Print(values.RSquared), Print(values.RootMeanSquaredError), Print(scored.GetColumn<float>("Score").First())];
            default:
                float[] perplexities = [.. scored.GetColumn<float>("Perplexity")];
                return [Print(perplexities.Average(perplexity => (double)perplexity)), Print(perplexities[0])];
        }
    }

    private static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
