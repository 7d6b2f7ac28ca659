using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Benchmarks.LanguageModel;

/// <summary>
/// Penn Treebank in a few minutes: the perplexities that the published cell, a random cell and an LSTM with as many parameters come to in
/// the same time.
/// </summary>
/// <remarks>The authors' dropouts are for days of training; in minutes nothing is learnt by heart, so that little is dropped here.</remarks>
internal sealed class LanguageModelBenchmark : IBenchmark
{
    private const int HiddenSize = 200;
    private const int BatchSize = 32;
    private const int EvaluationBatchSize = 50;

    public string Name => "language-model";

    public string Description => "Penn Treebank: the published recurrent cell, a random one and an LSTM [minutes for each] [seeds]";

    public void Run(IReadOnlyList<string> arguments)
    {
        double minutes = arguments.Count > 0 ? double.Parse(arguments[0], CultureInfo.InvariantCulture) : 1;
        int seeds = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        string[] paths = [.. new[] { "train", "valid", "test" }.Select(part => Repository.FindData($"ptb.{part}.txt.gz"))];
        TextCorpus corpus = TextCorpusFile.Load(paths[0], paths[1], paths[2]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{corpus.Train.Length:N0} words to train on, {corpus.Validation.Length:N0} to validate, {corpus.Test.Length:N0} to test; {corpus.Vocabulary.Count:N0} different; {minutes} min each"));

        var results = new Dictionary<string, List<double>>();
        for (int seed = 1; seed <= seeds; seed++)
        {
            foreach (var (name, network) in CreateNetworks(corpus.Vocabulary.Count, seed))
            {
                using (network)
                {
                    if (!results.TryGetValue(name, out List<double>? perplexities))
                    {
                        results[name] = perplexities = [];
                    }

                    perplexities.Add(Train(name, network, corpus, minutes, seed));
                }
            }
        }

        Console.WriteLine(JsonSerializer.Serialize(results.ToDictionary(entry => entry.Key, entry => Math.Round(entry.Value.Average(), 2))));
    }

    private static IEnumerable<(string Name, RecurrentNetwork Network)> CreateNetworks(int vocabulary, int seed)
    {
        var space = new RecurrentCellSpace();
        RecurrentCell published = space.Decode(PublishedArchitectures.NaoRecurrent);
        var first = new RecurrentNetwork(published, vocabulary, CreateOptions(HiddenSize), seed);
        long parameters = first.ParameterCount;
        yield return ("published", first);
        yield return ("random", new RecurrentNetwork(space.Decode(space.Sample(new Random(seed))), vocabulary, CreateOptions(HiddenSize), seed));
        RecurrentNetworkOptions options = CreateOptions(LstmLayer.FindSize(parameters, vocabulary));
        yield return ("lstm", new RecurrentNetwork(
            published, vocabulary, options, seed, null, (initializer, own) => new LstmLayer(initializer, own.HiddenSize)));
    }

    private static RecurrentNetworkOptions CreateOptions(int size) => new()
    {
        HiddenSize = size, InputDropout = 0.1, CellInputDropout = 0, HiddenDropout = 0, OutputDropout = 0.2,
    };

    private static double Train(string name, RecurrentNetwork network, TextCorpus corpus, double minutes, int seed)
    {
        var options = new LanguageModelTrainingOptions { Epochs = 1000, BatchSize = BatchSize, ValidationBatchSize = EvaluationBatchSize, MaxTime = TimeSpan.FromMinutes(minutes) };
        var counter = new WordCounter();
        LanguageModelResult result = new LanguageModelTrainer(options, seed).Train(network, corpus.Train, corpus.Validation, counter);
        double test = LanguageModelScorer.GetPerplexity(network, corpus.Test, EvaluationBatchSize);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed} {name,-10} {network.ParameterCount,9} parameters, {counter.Words,9} words read: validation {result.Best.ValidationPerplexity:F2}, test {test:F2}"));
        return test;
    }

    private sealed class WordCounter : IProgress<LanguageModelProgress>
    {
        public long Words { get; private set; }

        public void Report(LanguageModelProgress value) => Words = ((value.Epoch - 1) * value.WordCount) + value.Words;
    }
}
