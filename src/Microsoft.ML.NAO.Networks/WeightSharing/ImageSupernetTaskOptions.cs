using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>How images are searched with weight sharing.</summary>
public sealed class ImageSupernetTaskOptions
{
    /// <summary>The default of the learning rate: that of the authors' PyTorch code.</summary>
    public const double DefaultLearningRate = 0.025;

    /// <summary>How the supernet is built.</summary>
    /// <value>The default value is <c>new ConvolutionalSupernetOptions()</c>.</value>
    [Required]
    public ConvolutionalSupernetOptions Supernet { get; set; } = new();

    /// <summary>
    /// How the supernet is trained. The number of epochs is the search's, and so is the checkpoint:
    /// <see cref="TrainingOptions.Epochs"/> and <see cref="TrainingOptions.CheckpointFile"/> have no effect.
    /// </summary>
    /// <value>
    /// The default value is <c>new TrainingOptions()</c> with a learning rate of 0.025, that of the authors' PyTorch code. Each path's weights change
    /// under those of the others, which takes a lower rate than a stand-alone network: at 0.1 shared weights learn next to nothing for a thousand
    /// steps.
    /// </value>
    [Required]
    public TrainingOptions Training { get; set; } = new() { LearningRate = DefaultLearningRate };

    /// <summary>How the best architectures are trained from scratch.</summary>
    /// <value>The default value is that of stand-alone networks: <c>new ConvolutionalNetworkOptions()</c> and <c>new TrainingOptions()</c>.</value>
    [Required]
    public TrainingRecipe Retraining { get; set; } = new(new ConvolutionalNetworkOptions(), new TrainingOptions());

    /// <summary>
    /// The authors' TensorFlow code of the search with weight sharing on CIFAR-10: 2 cells a stage, 20 channels, batches of 160, a learning rate
    /// of 0.05 that starts again after 10, 20 and 40 epochs. Gradients are not clipped: the script asks for a norm of 5, and a defect
    /// in its code keeps it from having an effect.
    /// </summary>
    public static ImageSupernetTaskOptions CreateReference()
    {
        TrainingRecipe search = TrainingRecipes.NaoNetWeightSharingSearch();
        return new ImageSupernetTaskOptions
        {
            Supernet = new ConvolutionalSupernetOptions { Cells = SupernetCells.Projected, Network = search.Network },
            Training = search.Training,
            Retraining = TrainingRecipes.NaoNetWeightSharing(),
        };
    }

    /// <summary>
    /// The authors' PyTorch code on CIFAR-10: 3 cells a stage, 20 channels, batches of 64, a learning rate of 0.025 that falls to 0.001; the
    /// best architectures train for 10 epochs.
    /// </summary>
    public static ImageSupernetTaskOptions CreatePyTorch()
    {
        TrainingRecipe retraining = TrainingRecipes.NaoNetB36();
        retraining.Network.CellsPerStage = 3;
        retraining.Network.InitialChannels = 20;
        retraining.Training.Epochs = 10;
        return new ImageSupernetTaskOptions
        {
            Supernet = new ConvolutionalSupernetOptions
            {
                Cells = SupernetCells.Projected,
                Network = new ConvolutionalNetworkOptions
                {
                    CellsPerStage = 3, InitialChannels = 20, DropPathKeepProbability = 0.9, Conventions = NetworkConventions.PyTorch,
                },
            },
            Training = new TrainingOptions
            {
                BatchSize = 64,
                LearningRate = DefaultLearningRate,
                MinimumLearningRate = 0.001,
                Nesterov = false,
                WeightDecay = 3e-4,
                GradientClip = 5,
                CropPadding = 4,
                HorizontalFlip = true,
            },
            Retraining = retraining,
        };
    }

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Supernet.Validate();
        Training.Validate();
        Retraining.Network.Validate();
        Retraining.Training.Validate();
    }

    internal ImageSupernetTaskOptions Clone() => new()
    {
        Supernet = Supernet.Clone(),
        Training = Training.Clone(),
        Retraining = new TrainingRecipe(Retraining.Network.Clone(), Retraining.Training.Clone()),
    };
}
