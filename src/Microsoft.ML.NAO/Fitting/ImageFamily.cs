using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Networks of convolutional cells.</summary>
internal sealed class ImageFamily(ImageNetworkOptions options, SampleDataset train) : NetworkFamily
{
    /// <inheritdoc/>
    public override ArchitectureSpace Space => options.Space;

    /// <inheritdoc/>
    public override TrainingOptions SearchTraining => options.SearchTraining;

    /// <inheritdoc/>
    public override TrainingOptions FinalTraining => options.FinalTraining;

    /// <inheritdoc/>
    public override object SearchNetwork => options.SearchNetwork;

    /// <inheritdoc/>
    public override object FinalNetwork => options.FinalNetwork;

    /// <inheritdoc/>
    public override PredictionNetwork CreateSearchNetwork(Architecture architecture, int seed, torch.Device device) =>
        Create(architecture, options.SearchNetwork, seed, device);

    /// <inheritdoc/>
    public override PredictionNetwork CreateFinalNetwork(Architecture architecture, int seed, torch.Device device) =>
        Create(architecture, options.FinalNetwork, seed, device);

    /// <inheritdoc/>
    public override NetworkStatistics GetFinalStatistics(Architecture architecture) => ConvolutionalNetwork.EstimateStatistics(
        options.Space.Decode(architecture), ((ImageDataset)train).Shape, train.Targets.OutputCount, options.FinalNetwork);

    private ConvolutionalNetwork Create(Architecture architecture, ConvolutionalNetworkOptions network, int seed, torch.Device device) =>
        new(options.Space.Decode(architecture), ((ImageDataset)train).Shape, train.Targets.OutputCount, network, seed, device);
}
