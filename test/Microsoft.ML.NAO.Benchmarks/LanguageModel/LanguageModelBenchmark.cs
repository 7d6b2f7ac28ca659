using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Benchmarks.LanguageModel;

/// <summary>
/// Penn Treebank in some minutes or passes: the perplexities that the published cell, a random cell and an LSTM with as many parameters come
/// to. Passes give the same result on a busy machine, and a training that is interrupted goes on.
/// </summary>
/// <remarks>The authors' dropouts are for days of training; in minutes nothing is learnt by heart, so that little is dropped here.</remarks>
internal sealed class LanguageModelBenchmark : IBenchmark
{
    private const int HiddenSize = 200;
    private const int BatchSize = 32;
    private const int EvaluationBatchSize = 50;
    private const int MostEpochs = 1000;

    private static readonly string[] Networks = ["published", "random", "lstm"];

    public string Name => "language-model";

    public string Description =>
        "Penn Treebank: the published recurrent cell, a random one and an LSTM [--minutes M or --epochs E for each] [--seeds S] [--first-seed F] [--networks a,b]";

    public void Run(IReadOnlyList<string> arguments)
    {
        var options = new OptionReader(arguments, "minutes", "epochs", "seeds", "first-seed", "networks");
        int? epochs = options.Integer("epochs", 0) is > 0 and var given ? given : null;
        double minutes = options.Number("minutes", 1);
        string budget = epochs is { } passes ? $"{passes} epochs" : string.Create(CultureInfo.InvariantCulture, $"{minutes} min");
        int first = options.Integer("first-seed", 1);
        string[] names = options.Names("networks", Networks);
        string[] paths = [.. new[] { "train", "valid", "test" }.Select(part => Repository.FindData($"ptb.{part}.txt.gz"))];
        TextCorpus corpus = TextCorpusFile.Load(paths[0], paths[1], paths[2]);
        var results = new ResultFile<LanguageModelOutcome>(Repository.CreateOutputFolder(Name));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{corpus.Train.Length:N0} words to train on, {corpus.Validation.Length:N0} to validate, {corpus.Test.Length:N0} to test; {corpus.Vocabulary.Count:N0} different; {budget} each; results are kept in {results.FullName}"));

        var outcomes = results.GetOrMeasureAll(
            names,
            Enumerable.Range(first, options.Integer("seeds", 1)),
            GetKey,
            (name, seed, later) => Train(GetKey(name, seed), name, corpus, epochs, minutes, seed, results.GetCheckpointFile(GetKey(name, seed)), later));
        Console.WriteLine(JsonSerializer.Serialize(names.ToDictionary(name => name, name => Summarize(
            [.. outcomes.Where(outcome => outcome.Name == name).Select(outcome => outcome.Result)]))));

        string GetKey(string name, int seed) => $"{name} seed {seed}, {budget}";
    }

    private static RecurrentNetwork CreateNetwork(string name, int vocabulary, int seed)
    {
        var space = new RecurrentCellSpace();
        RecurrentCell published = space.Decode(PublishedArchitectures.NaoRecurrent);
        switch (name)
        {
            case "published":
                return new RecurrentNetwork(published, vocabulary, CreateOptions(HiddenSize), seed);
            case "random":
                return new RecurrentNetwork(space.Decode(space.Sample(new Random(seed))), vocabulary, CreateOptions(HiddenSize), seed);
            default:
                long parameters;
                using (var same = new RecurrentNetwork(published, vocabulary, CreateOptions(HiddenSize), seed))
                {
                    parameters = same.ParameterCount;
                }

                return new RecurrentNetwork(
                    published, vocabulary, CreateOptions(LstmLayer.FindSize(parameters, vocabulary)), seed, null, (initializer, own) => new LstmLayer(initializer, own.HiddenSize));
        }
    }

    private static RecurrentNetworkOptions CreateOptions(int size) => new()
    {
        HiddenSize = size, InputDropout = 0.1, CellInputDropout = 0, HiddenDropout = 0, OutputDropout = 0.2,
    };

    private static LanguageModelOutcome Train(
        string key, string name, TextCorpus corpus, int? epochs, double minutes, int seed, string checkpointFile, int later)
    {
        using RecurrentNetwork network = CreateNetwork(name, corpus.Vocabulary.Count, seed);
        var options = new LanguageModelTrainingOptions
        {
            Epochs = epochs ?? MostEpochs,
            BatchSize = BatchSize,
            ValidationBatchSize = EvaluationBatchSize,
            MaxTime = epochs is null ? TimeSpan.FromMinutes(minutes) : null,
            CheckpointFile = epochs is null ? null : checkpointFile,
        };
        var progress = new Progress(key, later);
        LanguageModelResult result = new LanguageModelTrainer(options, seed).Train(network, corpus.Train, corpus.Validation, progress);
        double test = LanguageModelScorer.GetPerplexity(network, corpus.Test, EvaluationBatchSize);
        if (options.CheckpointFile is { } checkpoint)
        {
            File.Delete(checkpoint);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{key}: {network.ParameterCount:N0} parameters, {progress.Words:N0} words read; validation {result.Best.ValidationPerplexity:F2}, test {test:F2}"));
        return new LanguageModelOutcome(network.ParameterCount, progress.Words, result.Best.ValidationPerplexity, test);
    }

    private static object Summarize(LanguageModelOutcome[] outcomes)
    {
        var (mean, deviation) = Statistics.MeanAndDeviation([.. outcomes.Select(outcome => outcome.TestPerplexity)]);
        return new
        {
            seeds = outcomes.Length,
            parameters = outcomes.Average(outcome => outcome.Parameters),
            testPerplexity = Math.Round(mean, 2),
            deviation = Math.Round(deviation, 2),
            validationPerplexity = Math.Round(outcomes.Average(outcome => outcome.ValidationPerplexity), 2),
        };
    }

    /// <summary>Counts the words that were read, and prints now and then how far it is.</summary>
    private sealed class Progress(string key, int later) : IProgress<LanguageModelProgress>
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TimeSpan _printed;

        // What an earlier run had read, where a training goes on.
        private long? _before;

        public long Words { get; private set; }

        public void Report(LanguageModelProgress value)
        {
            Words = ((value.Epoch - 1) * value.WordCount) + value.Words;
            _before ??= Words - value.Words;
            if (_watch.Elapsed - _printed < Interval)
            {
                return;
            }

            _printed = _watch.Elapsed;
            TimeSpan all = value.TimeLeft + ((_watch.Elapsed + value.TimeLeft) * later);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{key}: epoch {value.Epoch}, perplexity {value.Perplexity:F1}, {(Words - _before) / _watch.Elapsed.TotalSeconds:F0} words/s; {value.TimeLeft.TotalMinutes:F1} min left, {all.TotalMinutes:F0} min for all"));
        }
    }
}
