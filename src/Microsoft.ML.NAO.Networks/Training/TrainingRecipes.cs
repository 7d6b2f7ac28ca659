using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// The recipes by which NAO's authors trained the networks that they reported on CIFAR's images of 32×32 pixels, as their scripts have
/// them. They take days on one GPU. Every call creates new options.
/// </summary>
/// <remarks>
/// Two things are not the authors': the images are normalized by the statistics of the whole training set, where the search from scratch
/// normalizes each image by its own, and weights have He's normal distribution in all of them. The scripts train on all the 50,000
/// images, without a validation set.
/// </remarks>
public static class TrainingRecipes
{
    /// <summary>NAONet on CIFAR-10, 128 channels: 2.11 % test error in the paper (Luo et al., NeurIPS 2018, table 1).</summary>
    public static TrainingRecipe NaoNet() => Create(
        NetworkConventions.TensorFlow, channels: 128, dropoutKeep: 0.6, dropPathKeep: 0.7, learningRate: 0.024, weightDecay: 5e-4,
        CutoutPlacement.Corner);

    /// <summary>NAONet on CIFAR-100, 128 channels: 14.75 % test error in the paper.</summary>
    public static TrainingRecipe NaoNetCifar100() => Create(
        NetworkConventions.TensorFlow, channels: 128, dropoutKeep: 0.8, dropPathKeep: 0.6, learningRate: 0.024, weightDecay: 5e-4,
        CutoutPlacement.Corner);

    /// <summary>
    /// The network of the search with weight sharing on CIFAR-10: 3.53 % test error in the paper. Gradients are not clipped: the script
    /// asks for a norm of 5, and a defect in its code keeps it from having an effect.
    /// </summary>
    public static TrainingRecipe NaoNetWeightSharing() => new(
        new ConvolutionalNetworkOptions
        {
            CellsPerStage = 5,
            InitialChannels = 36,
            ProjectPreviousCell = true,
            DropoutKeepProbability = 0.8,
            DropPathKeepProbability = 0.6,
            AuxiliaryClassifier = true,
            Conventions = NetworkConventions.TensorFlowWeightSharing,
        },
        new TrainingOptions
        {
            BatchSize = 144,
            Epochs = 630,
            LearningRate = 0.05,
            MinimumLearningRate = 0.0001,
            RestartEpochs = 10,
            RestartFactor = 2,
            Nesterov = true,
            WeightDecay = 4e-4,
            GradientClip = 0,
            CropPadding = 4,
            HorizontalFlip = true,
        });

    /// <summary>NAONet-A on CIFAR-10, 36 channels: 2.48 % test error by the authors' PyTorch code.</summary>
    public static TrainingRecipe NaoNetA36() => CreatePyTorch(NetworkConventions.PyTorchEleven);

    /// <summary>NAONet-A on CIFAR-10, 128 channels: 1.93 % test error by the authors' PyTorch code.</summary>
    public static TrainingRecipe NaoNetA128() => Create(
        NetworkConventions.PyTorchEleven, channels: 128, dropoutKeep: 0.6, dropPathKeep: 0.7, learningRate: 0.025, weightDecay: 5e-4,
        CutoutPlacement.Center);

    /// <summary>NAONet-B on CIFAR-10, 36 channels: 2.93 % test error by the authors' PyTorch code.</summary>
    public static TrainingRecipe NaoNetB36() => CreatePyTorch(NetworkConventions.PyTorch);

    /// <summary>NAONet-V2 on CIFAR-10, 36 channels: 2.57 % test error by the authors' PyTorch code.</summary>
    public static TrainingRecipe NaoNetV2() => CreatePyTorch(NetworkConventions.PyTorch);

    private static TrainingRecipe CreatePyTorch(NetworkConventions conventions) => Create(
        conventions, channels: 36, dropoutKeep: 0.6, dropPathKeep: 0.8, learningRate: 0.025, weightDecay: 3e-4, CutoutPlacement.Center);

    private static TrainingRecipe Create(
        NetworkConventions conventions,
        int channels,
        double dropoutKeep,
        double dropPathKeep,
        double learningRate,
        double weightDecay,
        CutoutPlacement cutoutPlacement) => new(
        new ConvolutionalNetworkOptions
        {
            CellsPerStage = 6,
            InitialChannels = channels,
            DropoutKeepProbability = dropoutKeep,
            DropPathKeepProbability = dropPathKeep,
            AuxiliaryClassifier = true,
            Conventions = conventions,
        },
        new TrainingOptions
        {
            BatchSize = 128,
            Epochs = 600,
            LearningRate = learningRate,
            MinimumLearningRate = 0,
            Nesterov = false,
            WeightDecay = weightDecay,
            GradientClip = 5,
            CropPadding = 4,
            HorizontalFlip = true,
            CutoutLength = 16,
            CutoutPlacement = cutoutPlacement,
        });
}
