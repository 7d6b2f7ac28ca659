using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Benchmarks.NasBench201;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>
/// How well a model orders and reconstructs architectures that it has never seen in any of their forms (Figure 2a of the paper).
/// </summary>
internal sealed record ModelQuality(double PairwiseAccuracy, double KendallTau, double HammingDistance)
{
    private const int Unseen = 1000;

    /// <summary>Trains a new model on some architectures of a table, as the first round of a search does, and judges it on others.</summary>
    public static ModelQuality Measure(NaoOptions options, AccuracyTable table, int trainingArchitectures, int seed)
    {
        using var singleThread = SingleThread.Enter();
        EdgeCellSpace space = EdgeCellSpace.NasBench201;
        var pool = new ProposalPool(space, seed);

        // Those to judge by come first: they are the same for every number of architectures to train on.
        Architecture[] unseen = [.. Enumerable.Range(0, Unseen).Select(_ => pool.Draw()!)];
        Architecture[] known = [.. Enumerable.Range(0, trainingArchitectures).Select(_ => pool.Draw()!)];
        float[] targets = TargetScaler.Scale([.. known.Select(architecture => table[architecture].Validation)], maximize: true, options.TargetScaling);

        var random = new Random(seed);
        using INaoModel model = options.Model.CreateModel(space, options, random);
        model.Train(known, targets, options.MaxEpochsOfFirstRound ?? options.MaxEpochsPerRound, random, CancellationToken.None);

        double[] actual = [.. unseen.Select(architecture => table[architecture].Validation)];
        double[] predicted = [.. model.Predict(unseen).Select(prediction => prediction.Mean)];
        return new ModelQuality(
            RankingMetrics.PairwiseAccuracy(actual, predicted),
            RankingMetrics.KendallTau(actual, predicted),
            ReconstructionMetrics.MeanHammingDistance(unseen, [.. model.Move(unseen, 0, TokenSampler.Greedy).Take(Unseen)]));
    }
}
