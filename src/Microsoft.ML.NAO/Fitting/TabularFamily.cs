using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
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
        options.SearchTraining ?? DefaultTraining.Create(train.Count, DefaultTraining.SearchSteps);

    /// <inheritdoc/>
    public override TrainingOptions FinalTraining { get; } =
        options.FinalTraining ?? DefaultTraining.Create(train.Count, DefaultTraining.FinalSteps);

    /// <inheritdoc/>
    public override object FinalNetwork => options.Network;

    /// <inheritdoc/>
    public override PredictionNetwork CreateFinalNetwork(Architecture architecture, int seed, torch.Device device) => new FeedForwardNetwork(
        options.Space.Decode(architecture), ((VectorDataset)train).Width, train.Targets.OutputCount, options.Network, seed, device);
}
