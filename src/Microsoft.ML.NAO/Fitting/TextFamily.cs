using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Networks of a recurrent cell that reads words.</summary>
internal sealed class TextFamily(TextNetworkSearchOptions options, SampleDataset train, TextVocabulary vocabulary) : NetworkFamily
{
    // A step takes a hundred times as long as that of a feed-forward network.
    private const int SearchSteps = 500;
    private const int FinalSteps = 1500;

    /// <inheritdoc/>
    public override ArchitectureSpace Space => options.Space;

    /// <inheritdoc/>
    public override TrainingOptions SearchTraining { get; } = options.SearchTraining ?? CreateTraining(train.Count, SearchSteps);

    /// <inheritdoc/>
    public override TrainingOptions FinalTraining { get; } = options.FinalTraining ?? CreateTraining(train.Count, FinalSteps);

    /// <inheritdoc/>
    public override object FinalNetwork => options.Network;

    /// <inheritdoc/>
    public override PredictionNetwork CreateFinalNetwork(Architecture architecture, int seed, torch.Device device) =>
        new TextNetwork(options.Space.Decode(architecture), vocabulary, train.Targets.OutputCount, options.Network, seed, device);

    // Where much is dropped, smaller steps get nowhere for hundreds of steps.
    private static TrainingOptions CreateTraining(int rows, int steps)
    {
        TrainingOptions training = DefaultTraining.Create(rows, steps);
        training.LearningRate = 0.01;
        return training;
    }
}
