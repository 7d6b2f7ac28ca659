using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;

namespace Snippets;

/// <summary>Networks for images without ML.NET: README.md.</summary>
internal static class Images
{
    public static void Train(CellPair cells)
    {
        #region image-training
        ImageDataset images = ImageFolder.Load("pictures");   // pictures/cat/1.png, pictures/dog/1.jpg, … of one size
        var (train, validation) = images.Split(0.1, seed: 1);
        TrainingRecipe recipe = TrainingRecipes.NaoNetWeightSharing();              // the authors': 630 epochs; lower recipe.Training.Epochs
        recipe.Training.ValidationEpochs = 1;
        using var network = new ConvolutionalNetwork(cells, images.Shape, images.ClassNames.Count, recipe.Network, seed: 1);
        new NetworkTrainer(recipe.Training, seed: 1).Train(network, train, validation);
        #endregion
    }

    public static void ShareWeights(ImageDataset train, ImageDataset validation)
    {
        #region image-supernet
        using var task = new ImageSupernetTask(new ConvolutionalCellSpace(), train, validation, new ImageSupernetTaskOptions(), seed: 1);
        var options = new WeightSharingOptions { CheckpointFile = "search.nao" };   // start again, and the search goes on
        WeightSharingResult result = new WeightSharingSearch(task, options).Run();
        using ConvolutionalNetwork path = task.Supernet.Extract(result.Best);       // a stand-alone network with the shared weights
        #endregion
    }
}
