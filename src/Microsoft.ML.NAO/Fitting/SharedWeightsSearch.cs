using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.WeightSharing;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The part of a search with weight sharing that comes before any training from scratch.</summary>
internal sealed class SharedWeightsSearch
{
    private const string CheckpointEnding = ".weights";

    private readonly NeuralArchitectureOptions _options;
    private readonly ImageDataset _train;
    private readonly ImageDataset _validation;
    private readonly int _seed;
    private readonly torch.Device _device;
    private readonly FitReporter _reporter;

    // Null before the ranking.
    private ScoredArchitecture[]? _pool;

    /// <param name="options">The estimator's options, with weight sharing.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">The images to score with.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="reporter">Is told how far it is.</param>
    public SharedWeightsSearch(
        NeuralArchitectureOptions options, ImageDataset train, ImageDataset validation, int seed, torch.Device device, FitReporter reporter)
    {
        _options = options;
        _train = train;
        _validation = validation;
        _seed = seed;
        _device = device;
        _reporter = reporter;
    }

    /// <summary>What was ranked, the best first; empty before it was.</summary>
    public IReadOnlyList<ScoredArchitecture> Pool => _pool ?? [];

    /// <summary>Ranks architectures, at the first call.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled. With a journal, the checkpoint beside it lets the next run go on.</exception>
    public IReadOnlyList<ScoredArchitecture> GetPool(CancellationToken cancellationToken) => _pool ??= Rank(cancellationToken);

    private ScoredArchitecture[] Rank(CancellationToken cancellationToken)
    {
        WeightSharingOptions options = _options.WeightSharing!.Clone();
        options.Seed = _seed;
        options.Retrained = 0;
        options.CheckpointFile = _options.JournalPath is { } journal ? journal + CheckpointEnding : null;
        var taskOptions = new ImageSupernetTaskOptions
        {
            Supernet = new ConvolutionalSupernetOptions { Network = _options.Images.SearchNetwork },
            Training = _options.Images.SearchTraining,
        };
        using var task = new ImageSupernetTask(_options.Images.Space, _train, _validation, taskOptions, _seed, _device);
        WeightSharingResult result = new WeightSharingSearch(task, options).Run(_reporter, cancellationToken);
        return [.. result.Pool.Where(scored => double.IsFinite(scored.Score))];
    }
}
