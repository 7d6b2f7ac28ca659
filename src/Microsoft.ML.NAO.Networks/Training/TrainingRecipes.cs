using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// The recipes by which NAO's authors trained networks for images, as their scripts have them: those of the search, which score an architecture,
/// and those of the networks that they reported. They take hours to days on one GPU. Every call creates new options.
/// </summary>
/// <remarks>
/// The scripts for final networks train on all images, without a validation set; those of the search on 45,000 of CIFAR-10's 50,000, and validate
/// on the rest. Penn Treebank's and WikiText-2's recipes are <see cref="LanguageModels.LanguageModelRecipes"/>.
/// </remarks>
public static class TrainingRecipes
{
    /// <summary>
    /// The search that trains each architecture from scratch on CIFAR-10, for 25 epochs, and scores it by the best of them on the validation set.
    /// The cosine is one of 100 epochs: the learning rate ends at 0.0205.
    /// </summary>
    public static TrainingRecipe NaoNetSearch()
    {
        TrainingRecipe recipe = Create(
            NetworkConventions.TensorFlow, channels: 32, dropoutKeep: 1, dropPathKeep: 0.7, learningRate: 0.024, weightDecay: 5e-4,
            CutoutPlacement.Corner);
        recipe.Network.CellsPerStage = 3;
        recipe.Training.Epochs = 25;
        recipe.Training.RestartEpochs = 100;
        recipe.Training.CutoutLength = 0;
        recipe.Training.ValidationEpochs = 1;
        return recipe;
    }

    /// <summary>
    /// The settings of the search with weight sharing on CIFAR-10, for a single network. Their script passes a probability to drop-path, which
    /// has no effect there, and clips no gradients for the reason that <see cref="NaoNetWeightSharing"/> gives.
    /// </summary>
    public static TrainingRecipe NaoNetWeightSharingSearch() => CreateWeightSharing(
        cells: 2, channels: 20, dropoutKeep: 0.9, batch: 160, epochs: 150, minimumLearningRate: 0.0005, weightDecay: 2e-4);

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
    public static TrainingRecipe NaoNetWeightSharing()
    {
        TrainingRecipe recipe = CreateWeightSharing(
            cells: 5, channels: 36, dropoutKeep: 0.8, batch: 144, epochs: 630, minimumLearningRate: 0.0001, weightDecay: 4e-4);
        recipe.Network.ProjectPreviousCell = true;
        recipe.Network.DropPathKeepProbability = 0.6;
        return recipe;
    }

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

    /// <summary>
    /// NAONet-A on ImageNet's images of 224×224, 42 channels: 25.7 % top-1 error by the authors' PyTorch code. They cut images out at random
    /// sizes and change their colours, which this recipe does not: it only mirrors them.
    /// </summary>
    /// <param name="devices">How many times 128 images a batch has; the learning rate is in proportion. The authors' number of GPUs.</param>
    public static TrainingRecipe NaoNetAImageNet(int devices = 1) => CreateImageNet(NetworkConventions.PyTorchEleven, channels: 42, devices);

    /// <summary>NAONet-V2 on ImageNet's images of 224×224, 52 channels: 25.5 % top-1 error by the authors' PyTorch code.</summary>
    /// <inheritdoc cref="NaoNetAImageNet"/>
    public static TrainingRecipe NaoNetV2ImageNet(int devices = 1) => CreateImageNet(NetworkConventions.PyTorch, channels: 52, devices);

    private static TrainingRecipe CreateImageNet(NetworkConventions conventions, int channels, int devices) => new(
        new ConvolutionalNetworkOptions
        {
            CellsPerStage = 4,
            InitialChannels = channels,
            Stem = NetworkStem.Reduction,
            AuxiliaryClassifier = true,
            Conventions = conventions,
        },
        new TrainingOptions
        {
            BatchSize = 128 * devices,
            Epochs = 250,
            LearningRate = 0.1 * devices,
            LearningRateDecay = 0.97,
            Nesterov = false,
            WeightDecay = 3e-5,
            GradientClip = 5,
            LabelSmoothing = 0.1,
            HorizontalFlip = true,
        });

    private static TrainingRecipe CreateWeightSharing(
        int cells, int channels, double dropoutKeep, int batch, int epochs, double minimumLearningRate, double weightDecay) => new(
        new ConvolutionalNetworkOptions
        {
            CellsPerStage = cells,
            InitialChannels = channels,
            DropoutKeepProbability = dropoutKeep,
            AuxiliaryClassifier = true,
            Conventions = NetworkConventions.TensorFlowWeightSharing,
        },
        new TrainingOptions
        {
            BatchSize = batch,
            Epochs = epochs,
            LearningRate = 0.05,
            MinimumLearningRate = minimumLearningRate,
            RestartEpochs = 10,
            RestartFactor = 2,
            Nesterov = true,
            WeightDecay = weightDecay,
            GradientClip = 0,
            CropPadding = 4,
            HorizontalFlip = true,
        });

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
