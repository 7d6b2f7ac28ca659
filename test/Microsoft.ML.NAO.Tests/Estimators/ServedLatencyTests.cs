using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>The latency of a search is that of the exported network, whatever it reads and predicts.</summary>
[TestClass]
public sealed class ServedLatencyTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow("Ring")]
    [DataRow("IsInner")]
    [DataRow("Radius")]
    [DataRow("IsPraise")]
    [DataRow("Stars")]
    public void ItIsMeasuredForEachTask(string label)
    {
        bool texts = label is "IsPraise" or "Stars";
        IDataView data = texts ? _context.Data.LoadFromEnumerable(Sentences.Draw(40, 1)) : Keyed(Tables.Rings(45, 1));
        var training = new TrainingOptions { Epochs = 1, BatchSize = 16 };
        var options = new NeuralArchitectureOptions
        {
            LabelColumnName = label,
            FeatureColumnName = texts ? "Text" : "Features",
            MaxTrials = 2,
            NumberOfFolds = 1,
            Strategy = new RandomSearchOptions(),
            MaxLatency = TimeSpan.FromHours(1),
            Seed = 1,
        };
        (options.Tabular.SearchTraining, options.Tabular.FinalTraining) = (training, training);
        (options.Texts.SearchTraining, options.Texts.FinalTraining) = (training, training);

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(options).Fit(data);

        Assert.HasCount(2, model.Trials.Where(trial => trial.State == TrialState.Completed).ToList());
        Assert.IsTrue(model.Trials.All(trial => trial.Measures[NetworkMeasurer.Latency] > 0));
    }

    [TestMethod]
    public void NothingOfWhatWasMeasuredIsLeft()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nao-test-");
        try
        {
            _context.TempFilePath = folder.FullName;
            NeuralLanguageModelOptions options = Sentences.SmallLanguageModelSearch(trials: 3);
            options.Objectives.Add(new MeasureObjective(NetworkMeasurer.Latency));

            using NeuralArchitectureTransformer model = _context.Auto().NeuralLanguageModel(options).Fit(_context.Data.LoadFromEnumerable(Sentences.Draw(100, 1)));

            // The graph that is served.
            Assert.HasCount(1, folder.GetFiles("*.onnx", SearchOption.AllDirectories));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private IDataView Keyed(IEnumerable<Tables.Row> rows)
    {
        IDataView view = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.Conversion.MapValueToKey("Ring").Fit(view).Transform(view);
    }
}
