using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Serving;

/// <summary>What an estimator promises of its columns is what its model says of them, and what it then gives.</summary>
[TestClass]
public sealed class SchemaContractTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> TasksAndKinds => TaskContractTests.TasksAndKinds;

    [TestMethod]
    [DynamicData(nameof(TasksAndKinds))]
    public void ASearchGivesTheColumnsThatItPromises(string task, string kind) =>
        AssertSameColumns(_context.Auto().NeuralArchitecture(TaskContractTests.Search(task, kind)), Read(task, kind));

    [TestMethod]
    [DynamicData(nameof(TasksAndKinds))]
    public void AGivenArchitectureGivesTheColumnsThatItPromises(string task, string kind)
    {
        IDataView data = Read(task, kind);
        NeuralArchitectureOptions search = TaskContractTests.Search(task, kind);
        using NeuralArchitectureTransformer found = _context.Auto().NeuralArchitecture(search).Fit(data);
        var options = new NeuralNetworkOptions
        {
            LabelColumnName = search.LabelColumnName,
            FeatureColumnName = search.FeatureColumnName,
            Images = search.Images,
            Tabular = search.Tabular,
            Texts = search.Texts,
            Channels = search.Channels,
            Height = search.Height,
            Width = search.Width,
        };

        AssertSameColumns(_context.Auto().NeuralNetwork(found.ArchitectureText, options), data);
    }

    [TestMethod]
    public void ALanguageModelGivesTheColumnsThatItPromises() =>
        AssertSameColumns(_context.Auto().NeuralLanguageModel(Sentences.SmallLanguageModelSearch(trials: 1)), Read("regression", "texts"));

    [TestMethod]
    public void KeysNeedNoTextsAsTheirValues()
    {
        IDataView data = Read("regression", "tables");
        IDataView numbered = _context.Transforms.Conversion.ConvertType("Round", nameof(Samples.Row.Positive), DataKind.Single)
            .Append(_context.Transforms.Conversion.MapValueToKey("Class", "Round"))
            .Fit(data).Transform(data);
        IDataView bare = _context.Data.LoadFromEnumerable(
            Tables.Rings(90, 1).Select((row, i) => new BareKey { Features = row.Features, Class = (uint)(i % 3) }));

        AssertSameColumns(_context.Auto().NeuralArchitecture(TaskContractTests.Search("multiclass", "tables")), numbered);
        AssertSameColumns(_context.Auto().NeuralArchitecture(TaskContractTests.Search("multiclass", "tables")), bare);
    }

    [TestMethod]
    public void ALabelThatIsAnotherModelsPredictionGivesItsKeyValuesAlone()
    {
        IDataView data = Read("multiclass", "tables");
        IDataView predicted = _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Class").Fit(data).Transform(data);
        NeuralArchitectureOptions options = TaskContractTests.Search("multiclass", "tables");
        options.LabelColumnName = "PredictedLabel";

        AssertSameColumns(_context.Auto().NeuralArchitecture(options), predicted);
    }

    private IDataView Read(string task, string kind)
    {
        IDataView data = Samples.View(_context, Samples.Draw(kind, 60, 1));
        return task == "multiclass" ? _context.Transforms.Conversion.MapValueToKey("Class").Fit(data).Transform(data) : data;
    }

    private static void AssertSameColumns(IEstimator<NeuralArchitectureTransformer> estimator, IDataView data)
    {
        using NeuralArchitectureTransformer model = estimator.Fit(data);

        SchemaShapes.AssertAsPromised(estimator, data, model);
    }

    private sealed class BareKey
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        [KeyType(3)]
        public uint Class { get; set; }
    }
}
