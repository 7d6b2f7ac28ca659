using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class TrainingRecipesTests
{
    private static readonly ImageShape Cifar = new(3, 32, 32);

    [TestMethod]
    public void EveryRecipeIsInRange()
    {
        TrainingRecipe[] recipes =
        [
            TrainingRecipes.NaoNet(), TrainingRecipes.NaoNetCifar100(), TrainingRecipes.NaoNetWeightSharing(),
            TrainingRecipes.NaoNetA36(), TrainingRecipes.NaoNetA128(), TrainingRecipes.NaoNetB36(), TrainingRecipes.NaoNetV2(),
        ];

        foreach (TrainingRecipe recipe in recipes)
        {
            recipe.Network.Validate();
            recipe.Training.Validate();
            Assert.AreEqual(2, recipe.Network.GetReductions(Cifar));
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

        Assert.AreEqual(training.LearningRate, CosineSchedule.GetLearningRate(training, 310.0 / 630), 1e-9);
        Assert.AreEqual(training.MinimumLearningRate, CosineSchedule.GetLearningRate(training, 629.99 / 630), 1e-6);
    }

    [TestMethod]
    public void EveryCallCreatesNewOptions() => Assert.AreNotSame(TrainingRecipes.NaoNet().Training, TrainingRecipes.NaoNet().Training);

    private static double Millions(Architectures.CellPair cells, TrainingRecipe recipe) =>
        ConvolutionalNetwork.GetStatistics(cells, Cifar, 10, recipe.Network).Parameters / 1e6;
}
