using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Training;

/// <summary>Compares what a network predicts with what it should.</summary>
internal static class FigureCalculator
{
    /// <summary>Compares probabilities of classes.</summary>
    /// <param name="probabilities">Sample after sample, the probability of each class.</param>
    /// <param name="outputs">The number of probabilities of a sample.</param>
    /// <param name="targets">The right classes.</param>
    /// <param name="weights">How much each sample counts; empty for all alike.</param>
    public static ClassificationFigures Compare(ReadOnlySpan<float> probabilities, int outputs, ClassTargets targets, ReadOnlySpan<float> weights)
    {
        double total = 0;
        double hits = 0;
        double logLoss = 0;
        for (int i = 0; i < targets.Count; i++)
        {
            var row = probabilities.Slice(i * outputs, outputs);
            int label = targets.Labels[i];
            int best = 0;
            for (int c = 1; c < outputs; c++)
            {
                best = row[c] > row[best] ? c : best;
            }

            double weight = weights.IsEmpty ? 1 : weights[i];
            total += weight;
            hits += best == label ? weight : 0;
            logLoss -= weight * Math.Log(Math.Max(row[label], float.Epsilon));
        }

        return new ClassificationFigures(hits / total, logLoss / total);
    }

    /// <summary>Compares values.</summary>
    /// <param name="predicted">Sample after sample, the value that was predicted.</param>
    /// <param name="targets">The right values.</param>
    /// <param name="weights">How much each sample counts; empty for all alike.</param>
    public static RegressionFigures Compare(ReadOnlySpan<float> predicted, ValueTargets targets, ReadOnlySpan<float> weights)
    {
        double total = 0;
        double mean = 0;
        double squares = 0;
        double absolute = 0;
        for (int i = 0; i < targets.Count; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            double error = (double)predicted[i] - targets.Values[i];
            total += weight;
            mean += weight * targets.Values[i];
            squares += weight * error * error;
            absolute += weight * Math.Abs(error);
        }

        mean /= total;
        double variance = 0;
        for (int i = 0; i < targets.Count; i++)
        {
            double difference = targets.Values[i] - mean;
            variance += (weights.IsEmpty ? 1 : weights[i]) * difference * difference;
        }

        return new RegressionFigures(variance > 0 ? 1 - (squares / variance) : double.NaN, Math.Sqrt(squares / total), absolute / total);
    }
}
