using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class TrainingRecipesTests
{
    private static readonly ImageShape Cifar = new(3, 32, 32);

    // Batch, epochs, N, F, first and last learning rate, Nesterov, weight decay, probabilities of dropout and drop-path to keep, cutout, clip.
    private static (TrainingRecipe Recipe, string Numbers)[] Published =>
    [
        (TrainingRecipes.NaoNetSearch(), "128 25 3 32 0.024 0 False 0.0005 1 0.7 0 5"),
        (TrainingRecipes.NaoNet(), "128 600 6 128 0.024 0 False 0.0005 0.6 0.7 16 5"),
        (TrainingRecipes.NaoNetCifar100(), "128 600 6 128 0.024 0 False 0.0005 0.8 0.6 16 5"),
        (TrainingRecipes.NaoNetWeightSharingSearch(), "160 150 2 20 0.05 0.0005 True 0.0002 0.9 1 0 0"),
        (TrainingRecipes.NaoNetWeightSharing(), "144 630 5 36 0.05 0.0001 True 0.0004 0.8 0.6 0 0"),
        (TrainingRecipes.NaoNetA36(), "128 600 6 36 0.025 0 False 0.0003 0.6 0.8 16 5"),
        (TrainingRecipes.NaoNetB36(), "128 600 6 36 0.025 0 False 0.0003 0.6 0.8 16 5"),
        (TrainingRecipes.NaoNetV2(), "128 600 6 36 0.025 0 False 0.0003 0.6 0.8 16 5"),
        (TrainingRecipes.NaoNetA128(), "128 600 6 128 0.025 0 False 0.0005 0.6 0.7 16 5"),
        (TrainingRecipes.NaoNetAImageNet(8), "1024 250 4 42 0.8 0 False 3E-05 1 1 0 5"),
        (TrainingRecipes.NaoNetV2ImageNet(8), "1024 250 4 52 0.8 0 False 3E-05 1 1 0 5"),
    ];

    [TestMethod]
    public void EveryRecipeHasThePublishedNumbers()
    {
        foreach (var (recipe, numbers) in Published)
        {
            var (network, training) = recipe;
            Assert.AreEqual(numbers, string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{training.BatchSize} {training.Epochs} {network.CellsPerStage} {network.InitialChannels} {training.LearningRate} {training.MinimumLearningRate} {training.Nesterov} {training.WeightDecay} {network.DropoutKeepProbability} {network.DropPathKeepProbability} {training.CutoutLength} {training.GradientClip}"));
        }
    }

    [TestMethod]
    public void TheSearchFromScratchStandardizesImagesAndIsNotAnnealed()
    {
        foreach (TrainingRecipe recipe in new[] { TrainingRecipes.NaoNetSearch(), TrainingRecipes.NaoNet(), TrainingRecipes.NaoNetCifar100() })
        {
            Assert.IsTrue(recipe.Network.Conventions.StandardizeImages);
            Assert.AreEqual(WeightInitialization.FanOut, recipe.Network.Conventions.Initialization);
        }

        TrainingOptions training = TrainingRecipes.NaoNetSearch().Training;
        Assert.AreEqual(0.0205, LearningRateSchedule.GetLearningRate(training, 24.999 / 25), 5e-5);
        Assert.AreEqual(1, training.ValidationEpochs);
        Assert.IsFalse(TrainingRecipes.NaoNetA36().Network.Conventions.StandardizeImages);
        Assert.AreEqual(0.1, TrainingRecipes.NaoNetAImageNet().Training.LabelSmoothing);
    }

    [TestMethod]
    public void EveryRecipeIsInRange()
    {
        foreach (TrainingRecipe recipe in Published.Select(row => row.Recipe))
        {
            recipe.Network.Validate();
            recipe.Training.Validate();
            Assert.AreEqual(2, recipe.Network.GetReductions(recipe.Network.Stem == NetworkStem.Reduction ? new ImageShape(3, 224, 224) : Cifar));
            Assert.AreEqual(0.4, recipe.Training.AuxiliaryWeight);
            Assert.AreEqual(0.9, recipe.Training.Momentum);
        }
    }

    [TestMethod]
    public void TheRecipesBuildTheNetworksThatTheyAreFor()
    {
        Assert.AreEqual(2.466, Millions(TestNetworks.Published, TrainingRecipes.NaoNetWeightSharing()), 5e-4);
        Assert.AreEqual(11.47, Millions(TestNetworks.AllPublished["NAONet-A"], TrainingRecipes.NaoNetA36()), 5e-3);
        Assert.AreEqual(2.92, Millions(TestNetworks.AllPublished["NAONet-B"], TrainingRecipes.NaoNetB36()), 5e-3);
        Assert.AreEqual(4.39, Millions(TestNetworks.AllPublished["NAONet-V2"], TrainingRecipes.NaoNetV2()), 5e-3);
    }

    [TestMethod]
    public void TheLastCycleOfTheWeightSharingRecipeEndsWithTheTraining()
    {
        TrainingOptions training = TrainingRecipes.NaoNetWeightSharing().Training;

        Assert.AreEqual(training.LearningRate, LearningRateSchedule.GetLearningRate(training, 310.0 / 630), 1e-9);
        Assert.AreEqual(training.MinimumLearningRate, LearningRateSchedule.GetLearningRate(training, 629.99 / 630), 1e-6);
    }

    [TestMethod]
    public void EveryCallCreatesNewOptions() => Assert.AreNotSame(TrainingRecipes.NaoNet().Training, TrainingRecipes.NaoNet().Training);

    private static double Millions(Architectures.CellPair cells, TrainingRecipe recipe) =>
        ConvolutionalNetwork.GetStatistics(cells, Cifar, 10, recipe.Network).Parameters / 1e6;
}
