using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>How an estimator uses its data, its time and its temporary files.</summary>
[TestClass]
public sealed class DataUseTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow("images")]
    [DataRow("tables")]
    [DataRow("texts")]
    public void TheDataIsReadOnce(string kind)
    {
        var data = new CountingView(Samples.View(_context, Samples.Draw(kind, 90, 1)));

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Options(kind)).Fit(data);

        Assert.AreEqual(1, data.Reads);
    }

    [TestMethod]
    public void TheTextsOfALanguageModelAreReadOnce()
    {
        var data = new CountingView(Samples.View(_context, Samples.Draw("texts", 90, 1)));

        using NeuralArchitectureTransformer model = _context.Auto().NeuralLanguageModel(Sentences.SmallLanguageModelSearch(trials: 1)).Fit(data);

        Assert.AreEqual(1, data.Reads);
    }

    [TestMethod]
    public void TheFractionIsHeldOut()
    {
        IDataView data = Samples.View(_context, Samples.Draw("tables", 90, 1));
        double[] errors = [.. new[] { 0.1, 0.4 }.Select(fraction =>
        {
            NeuralArchitectureOptions options = Options("tables");
            (options.LabelColumnName, options.ValidationFraction, options.NumberOfFolds) = (nameof(Samples.Row.Value), fraction, 1);
            using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(options).Fit(data);
            return model.ValidationMetric;
        })];

        // Of the same architecture on other rows.
        Assert.IsTrue(errors.All(double.IsFinite));
        Assert.AreNotEqual(errors[0], errors[1]);
    }

    [TestMethod]
    public void TheTimeEndsTheSearch()
    {
        NeuralArchitectureOptions options = Options("tables");
        (options.MaxTrials, options.MaxSearchTime, options.NumberOfFolds) = (1_000_000, TimeSpan.FromSeconds(5), 1);
        var left = new List<TimeSpan>();
        options.Progress = new Recorder(progress => left.AddRange(progress.TimeLeft is { } time && progress.Phase == NeuralArchitecturePhase.Search ? [time] : []));

        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(options).Fit(Samples.View(_context, Samples.Draw("tables", 90, 1)));

        Assert.IsFalse(model.Cancelled);
        Assert.IsNotEmpty(model.Trials);
        Assert.IsLessThan(1_000_000, model.Trials.Length);
        Assert.IsTrue(left.All(time => time <= TimeSpan.FromSeconds(5)));
        Assert.IsLessThan(left.Max(), left[^1]);
    }

    [TestMethod]
    public void TheNetworksFilesGoWithTheTransformer()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nao-test-");
        try
        {
            _context.TempFilePath = folder.FullName;
            NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Options("tables")).Fit(Samples.View(_context, Samples.Draw("tables", 90, 1)));
            Assert.HasCount(2, folder.GetFiles("*.onnx", SearchOption.AllDirectories));

            model.Dispose();

            Assert.IsEmpty(folder.GetFiles("*.onnx", SearchOption.AllDirectories));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static NeuralArchitectureOptions Options(string kind)
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch(trials: 1);
        options.Strategy = new RandomSearchOptions();
        options.LabelColumnName = nameof(Samples.Row.Positive);
        options.FeatureColumnName = kind == "texts" ? nameof(Samples.Row.Text) : nameof(Samples.Row.Features);
        if (kind == "images")
        {
            (options.Channels, options.Height, options.Width) = (1, Shapes.Side, Shapes.Side);
        }

        options.Tabular.SearchTraining = TabularNetworkOptions.CreateTraining(90, 30);
        options.Tabular.FinalTraining = options.Tabular.SearchTraining;
        options.Texts.Network = new TextNetworkOptions { HiddenSize = 16, MaximumLength = 12 };
        options.Texts.SearchTraining = options.Tabular.SearchTraining;
        options.Texts.FinalTraining = options.Tabular.SearchTraining;
        return options;
    }
}
