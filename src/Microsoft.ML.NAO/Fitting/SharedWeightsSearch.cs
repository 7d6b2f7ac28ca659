using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The part of a search with weight sharing that comes before any training from scratch.</summary>
/// <param name="options">The estimator's options, with weight sharing.</param>
/// <param name="createTask">Creates the supernet, with its data.</param>
/// <param name="toMetric">Turns a score of the task into what trials are compared by. What is better stays better.</param>
/// <param name="seed">The search's seed.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class SharedWeightsSearch(
    ISearchOptions options, Func<SupernetTask> createTask, Func<double, double> toMetric, int seed, FitReporter reporter)
    : IProgress<WeightSharingProgress>
{
    private const string CheckpointEnding = ".weights";

    // Null before the ranking.
    private ScoredArchitecture[]? _pool;

    /// <summary>What was ranked, the best first; empty before it was.</summary>
    public IReadOnlyList<ScoredArchitecture> Pool => _pool ?? [];

    /// <summary>Ranks architectures, at the first call.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled. With a journal, the checkpoint beside it lets the next run go on.</exception>
    public IReadOnlyList<ScoredArchitecture> GetPool(CancellationToken cancellationToken) => _pool ??= Rank(cancellationToken);

    /// <inheritdoc/>
    public void Report(WeightSharingProgress value) =>
        reporter.Report(value with { BestScore = value.BestScore is { } score ? toMetric(score) : null });

    private ScoredArchitecture[] Rank(CancellationToken cancellationToken)
    {
        WeightSharingOptions sharing = options.WeightSharing!.Clone();
        sharing.Seed = seed;
        sharing.Retrained = 0;
        sharing.CheckpointFile = options.JournalPath is { } journal ? journal + CheckpointEnding : null;
        using SupernetTask task = createTask();
        WeightSharingResult result = new WeightSharingSearch(task, sharing).Run(this, cancellationToken);
        return
        [
            .. result.Pool.Select(scored => scored with { Score = toMetric(scored.Score) }).Where(scored => double.IsFinite(scored.Score)),
        ];
    }
}
