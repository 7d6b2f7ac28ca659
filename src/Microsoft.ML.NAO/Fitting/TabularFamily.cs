using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Feed-forward networks.</summary>
internal sealed class TabularFamily(TabularNetworkOptions options, SampleDataset train) : NetworkFamily
{
    /// <inheritdoc/>
    public override ArchitectureSpace Space => options.Space;

    /// <inheritdoc/>
    public override TrainingOptions SearchTraining { get; } =
        options.SearchTraining ?? DefaultTraining.Create(train.Count, DefaultTraining.GetSearchSteps(train.Count));

    /// <inheritdoc/>
    public override TrainingOptions FinalTraining { get; } =
        options.FinalTraining ?? DefaultTraining.Create(train.Count, DefaultTraining.FinalSteps);

    // A search that begins with the linear model finds nothing that is worse by more than the validation rows can tell.
    /// <inheritdoc/>
    public override IReadOnlyList<Architecture> FirstArchitectures =>
        [options.Space.Encode(new FeedForwardCell(FeedForwardSpace.Widths[0], []))];

    /// <summary>
    /// The best one, or the linear model where that is no worse by more than one standard error: the best of many trials is so by luck, too
    /// (Breiman et al., "Classification and regression trees", 1984, section 3.4.3).
    /// </summary>
    /// <inheritdoc/>
    public override Trial Choose(StudyResult study, int rows)
    {
        Trial? linear = study.Trials.FirstOrDefault(trial => trial.State == TrialState.Completed && options.Space.Decode(trial.Architecture).Blocks.IsEmpty);
        double loss = Math.Abs(study.Best.Metric - (linear?.Metric ?? double.NaN));
        return loss <= GetStandardError(study.Objective, study.Best.Metric, rows) ? linear! : study.Best;
    }

    /// <inheritdoc/>
    public override int NumberOfFolds => DefaultTraining.GetNumberOfFolds(train.Count);

    /// <inheritdoc/>
    public override TrainingOptions GetRefitTraining(Trial trial) =>
        options is { SearchTraining: null, FinalTraining: null } && trial.Measures.TryGetValue(NetworkEvaluator.KeptEpoch, out double kept)
            ? DefaultTraining.Shorten(SearchTraining, kept / SearchTraining.Epochs)
            : FinalTraining;

    // Who states a training means its learning rate.
    /// <inheritdoc/>
    public override double GetLearningRateFactor(Architecture architecture, TrainingOptions training) =>
        training != options.SearchTraining && training != options.FinalTraining && options.Space.Decode(architecture).Blocks.IsEmpty
            ? DefaultTraining.LinearFactor
            : 1;

    /// <inheritdoc/>
    public override object FinalNetwork => options.Network;

    /// <inheritdoc/>
    public override PredictionNetwork CreateFinalNetwork(Architecture architecture, int seed, torch.Device device) => new FeedForwardNetwork(
        options.Space.Decode(architecture), ((VectorDataset)train).Width, train.Targets.OutputCount, options.Network, seed, device);

    // Of a share of rows that are right or wrong; of a root mean square of errors that are as many normal numbers.
    private static double GetStandardError(Objective objective, double metric, int rows) =>
        objective.Maximize ? Math.Sqrt(metric * (1 - metric) / rows) : metric / Math.Sqrt(2.0 * rows);
}
