using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>How well scores over several classes agree with the labels.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(MulticlassTally tally, ReadOnlyMemory<char>[] classNames, int topKPredictionCount)
    {
        LogLoss = tally.LogLoss;
        LogLossReduction = tally.LogLossReduction;
        MacroAccuracy = tally.MacroAccuracy;
        MicroAccuracy = tally.MicroAccuracy;
        PerClassLogLoss = tally.PerClassLogLoss().ToImmutableArray();
        TopKPredictionCount = topKPredictionCount;
        if (topKPredictionCount > 0)
            TopKAccuracyForAllK = tally.TopKAccuracies(topKPredictionCount).ToImmutableArray();
        ConfusionMatrix = new ConfusionMatrix(tally.Confusion, classNames, isBinary: false);
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double MacroAccuracy { get; }

    public double MicroAccuracy { get; }

    public double TopKAccuracy => TopKAccuracyForAllK?.LastOrDefault() ?? 0;

    public int TopKPredictionCount { get; }

    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    public IReadOnlyList<double> PerClassLogLoss { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
