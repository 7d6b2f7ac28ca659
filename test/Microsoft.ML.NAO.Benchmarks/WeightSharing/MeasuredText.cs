using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>
/// A part of Penn Treebank with its most frequent words alone. In so few epochs nothing is learnt by heart, so that little is dropped.
/// </summary>
/// <remarks>With all 10,000 words most of the time would go by in the last layer, which all architectures have in common.</remarks>
internal sealed class MeasuredText : IMeasuredSpace
{
    private const int BatchSize = 32;

    private readonly WeightSharingArguments _arguments;
    private readonly RecurrentCellSpace _space = new();
    private readonly TextCorpus _corpus;
    private readonly ReadOnlyMemory<int> _train;
    private readonly ReadOnlyMemory<int> _validation;

    public MeasuredText(WeightSharingArguments arguments)
    {
        _arguments = arguments;
        string[] paths = [.. new[] { "train", "valid", "test" }.Select(part => Repository.FindData($"ptb.{part}.txt.gz"))];
        _corpus = KeepFrequent(TextCorpusFile.Load(paths[0], paths[1], paths[2]), arguments.Get("vocabulary"));
        _train = Take(_corpus.Train, arguments.Get("words"));
        _validation = Take(_corpus.Validation, arguments.Get("validation-words"));
    }

    public string Name => "text";

    public ArchitectureSpace Space => _space;

    public int EpochsPerRound => _arguments.Get("text-epochs");

    public bool Maximize => false;

    public IReadOnlyList<SupernetCells> Cells { get; } = [SupernetCells.StandAlone];

    public IReadOnlyList<(string Name, PathScoringOptions Options)> Scorings { get; } =
    [
        ("one window of its own", new PathScoringOptions { Batches = 1, SameBatches = false }),
        ("one window", new PathScoringOptions { Batches = 1 }),
        ("whole split", new PathScoringOptions()),
    ];

    private LanguageModelRecipe Alone => new(
        new RecurrentNetworkOptions
        {
            HiddenSize = _arguments.Get("hidden"), InputDropout = 0.1, CellInputDropout = 0, HiddenDropout = 0, OutputDropout = 0.2,
        },
        new LanguageModelTrainingOptions
        {
            Epochs = _arguments.Get("alone-text-epochs"), BatchSize = BatchSize, ValidationBatchSize = BatchSize, AveragingPatience = null,
        });

    public SupernetTask CreateTask(int seed, SupernetCells cells = SupernetCells.StandAlone) => new LanguageModelSupernetTask(
        _space,
        _corpus.Vocabulary.Count,
        _train,
        _validation,
        new LanguageModelSupernetTaskOptions { Supernet = Alone.Network, Training = Alone.Training, Retraining = Alone },
        seed);

    public double[] TrainAlone(Architecture architecture, int seed)
    {
        var (networkOptions, training) = Alone;
        using var network = new RecurrentNetwork(_space.Decode(architecture), _corpus.Vocabulary.Count, networkOptions, seed);
        LanguageModelResult result = new LanguageModelTrainer(training, seed).Train(network, _train, _validation);
        return [result.Best.ValidationPerplexity, LanguageModelScorer.GetPerplexity(network, _corpus.Test, BatchSize)];
    }

    private static TextCorpus KeepFrequent(TextCorpus all, int words)
    {
        // The word for all others is among the most frequent, as the set comes with rare words replaced by it.
        var vocabulary = new Vocabulary(all.Train.ToArray().CountBy(word => word)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key).Take(words).Select(word => all.Vocabulary.Words[word.Key]));
        return new TextCorpus(vocabulary, Map(all.Train), Map(all.Validation), Map(all.Test));

        ReadOnlyMemory<int> Map(ReadOnlyMemory<int> text)
        {
            var mapped = new int[text.Length];
            for (int i = 0; i < mapped.Length; i++)
            {
                vocabulary.TryGetIndex(all.Vocabulary.Words[text.Span[i]], out mapped[i]);
            }

            return mapped;
        }
    }

    private static ReadOnlyMemory<int> Take(ReadOnlyMemory<int> text, int words) => text[..Math.Min(words, text.Length)];
}
