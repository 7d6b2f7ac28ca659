using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO;

/// <summary>The networks for images: convolutional cells.</summary>
public sealed class ImageNetworkOptions
{
    /// <summary>The space of their architectures.</summary>
    /// <value>The default value is the authors' space of convolutional cells with five operations.</value>
    [Required]
    public ConvolutionalCellSpace Space { get; set; } = new();

    /// <summary>The network that a trial of a search builds from an architecture.</summary>
    [Required]
    public ConvolutionalNetworkOptions SearchNetwork { get; set; } = new() { CellsPerStage = 1, InitialChannels = 8 };

    /// <summary>How a trial trains its network.</summary>
    [Required]
    public TrainingOptions SearchTraining { get; set; } = new() { Epochs = 4, CropPadding = 1 };

    /// <summary>
    /// How the network that all architectures share is trained, where <see cref="NeuralArchitectureOptions.WeightSharing"/> is set. It is built as
    /// <see cref="SearchNetwork"/>. <see cref="TrainingOptions.Epochs"/> and <see cref="TrainingOptions.CheckpointFile"/> have no effect: the search
    /// with weight sharing has its own.
    /// </summary>
    /// <value>The default value is as that of <see cref="SearchTraining"/>, with a learning rate of <see cref="ImageSupernetTaskOptions.DefaultLearningRate"/>.</value>
    [Required]
    public TrainingOptions SupernetTraining { get; set; } = new() { LearningRate = ImageSupernetTaskOptions.DefaultLearningRate, CropPadding = 1 };

    /// <summary>The network that is built from the best architecture, or from a given one, and served.</summary>
    [Required]
    public ConvolutionalNetworkOptions FinalNetwork { get; set; } = new() { CellsPerStage = 1, InitialChannels = 16, DropPathKeepProbability = 0.9 };

    /// <summary>How that network is trained.</summary>
    [Required]
    public TrainingOptions FinalTraining { get; set; } = new() { Epochs = 20, CropPadding = 1 };
}
