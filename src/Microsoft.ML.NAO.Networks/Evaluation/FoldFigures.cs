using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>What the trainings of a network on several folds come to together.</summary>
internal static class FoldFigures
{
    /// <summary>The figures of all folds, after the epoch that is best for all of them together.</summary>
    /// <param name="results">The trainings, one for each fold so far.</param>
    /// <param name="validations">What each was validated with.</param>
    /// <returns>The figures, and the epoch whose weights they are of.</returns>
    public static (PredictionFigures Figures, int Epoch) Pool(IReadOnlyList<TrainingResult> results, IReadOnlyList<SampleDataset> validations)
    {
        double[] weights = [.. results.Select((_, fold) => validations[fold].TotalWeight)];
        EpochSummary[] epochs = [.. results[0].History.Where(epoch => epoch.Validation is not null)];
        return epochs.Length == 0
            ? (Pool(fold => results[fold].Validation!), results[0].KeptEpoch)
            : epochs.Select(epoch => (Figures: Pool(fold => results[fold].History[epoch.Epoch - 1].Validation!), epoch.Epoch)).MinBy(epoch => epoch.Figures.Rank);

        PredictionFigures Pool(Func<int, PredictionFigures> select) =>
            select(0).Pool([.. weights.Select((weight, fold) => (select(fold), weight))]);
    }
}
