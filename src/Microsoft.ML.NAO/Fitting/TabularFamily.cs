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
}
