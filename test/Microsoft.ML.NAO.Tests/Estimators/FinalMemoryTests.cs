using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>A final network that no memory holds does not cost the search that found it.</summary>
[TestClass]
public sealed class FinalMemoryTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _messages = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nao-test-");

    public FinalMemoryTests() => _context.Log += (_, e) => _messages.Add(e.Message);

    private string Journal => Path.Combine(_folder.FullName, "search.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void TheBestTrialIsServedAsTheSearchTrainedIt()
    {
        using NeuralArchitectureTransformer model = _context.Auto().NeuralArchitecture(Search(tooLarge: true)).Fit(Data());

        Assert.IsFalse(model.Cancelled);
        Assert.HasCount(3, model.Trials);
        Assert.AreEqual(model.Trials.Max(trial => trial.Metric), model.ValidationMetric);
        Assert.AreEqual(model.Trials.First(trial => trial.Architecture.Equals(model.Architecture)).Measures["Parameters"], model.ParameterCount);
        Assert.HasCount(90, model.Transform(Data()).GetColumn<float[]>("Score").ToList());

        int before = _messages.FindIndex(message => message.Contains("before the search", StringComparison.Ordinal));
        int trials = _messages.FindIndex(message => message.Contains("Trial 0 has", StringComparison.Ordinal));
        int after = _messages.FindIndex(message => message.Contains("is served with the network that the search has trained of it", StringComparison.Ordinal));
        Assert.IsTrue(before >= 0 && trials > before && after > trials, string.Join('\n', _messages));
        foreach (int warning in new[] { before, after })
        {
            StringAssert.Contains(_messages[warning], "To train the final network of");
            StringAssert.Contains(_messages[warning], "Lower the final training's batch size");
        }
    }

    [TestMethod]
    public void TheJournalKeepsTheSearchForASmallerFinalNetwork()
    {
        NeuralArchitectureOptions tooLarge = Search(tooLarge: true);
        NeuralArchitectureOptions smaller = Search(tooLarge: false);
        smaller.Images.FinalNetwork.InitialChannels = 8;
        (tooLarge.JournalPath, smaller.JournalPath) = (Journal, Journal);
        long served;
        using (NeuralArchitectureTransformer first = _context.Auto().NeuralArchitecture(tooLarge).Fit(Data()))
        {
            served = first.ParameterCount;
        }

        _messages.Clear();
        using NeuralArchitectureTransformer second = _context.Auto().NeuralArchitecture(smaller).Fit(Data());

        Assert.IsGreaterThan(served, second.ParameterCount);
        Assert.Contains(message => message.Contains("3 from the journal", StringComparison.Ordinal), _messages);
        Assert.DoesNotContain(message => message.Contains("To train the final network", StringComparison.Ordinal), _messages);
    }

    [TestMethod]
    public void WhereThereIsNoNetworkOfATrialTheErrorSaysThatTheJournalKeepsTheSearch()
    {
        NeuralArchitectureOptions options = Search(tooLarge: true);
        options.JournalPath = Journal;
        _context.Auto().NeuralArchitecture(options).Fit(Data()).Dispose();
        File.Delete(Journal + ".best");

        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => _context.Auto().NeuralArchitecture(options).Fit(Data()));

        StringAssert.Contains(error.Message, "Lower the final training's batch size");
        StringAssert.Contains(error.Message, "The journal keeps the search");
    }

    [TestMethod]
    public void AGivenArchitectureThatIsTooLargeIsRefusedBeforeItIsBuilt()
    {
        NeuralArchitectureOptions search = Search(tooLarge: true);
        var options = new NeuralNetworkOptions { Images = search.Images };
        string architecture = search.Images.Space.Format(search.Images.Space.Sample(new Random(1)));

        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => _context.Auto().NeuralNetwork(architecture, options).Fit(Data()));

        StringAssert.Contains(error.Message, "Lower the final training's batch size");
    }

    private static NeuralArchitectureOptions Search(bool tooLarge)
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch();
        options.Strategy = new RandomSearchOptions();
        options.Images.FinalTraining.Epochs = 1;
        options.Seed = 3;
        if (tooLarge)
        {
            // The projections between the cells alone are tens of billions of weights.
            options.Images.FinalNetwork.InitialChannels = 4096;
            options.Images.FinalNetwork.CellsPerStage = 100;
        }

        return options;
    }

    private IDataView Data()
    {
        IDataView rows = Shapes.View(_context, Shapes.Draw(90, 1));
        return _context.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }
}
