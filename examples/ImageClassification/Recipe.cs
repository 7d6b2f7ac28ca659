using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace ImageClassification;

/// <summary>How much work the demonstration puts into images of a size, so that two searches side by side end in minutes on two processors.</summary>
internal static class Recipe
{
    // The default recipe passes over images of 8×8 to 16×16 in seconds; one of 32×32 in three channels takes ten times as long.
    private const int LargestSmallImage = 16 * 16;

    /// <summary>How many architectures each search tries unless told otherwise.</summary>
    public static int DefaultTrials(ImageShape shape) => shape.Height * shape.Width > LargestSmallImage ? 12 : 20;

    /// <summary>Fills in networks and trainings.</summary>
    public static NeuralArchitectureOptions Apply(ImageShape shape, NeuralArchitectureOptions options)
    {
        if (shape.Height * shape.Width > LargestSmallImage)
        {
            options.Images.SearchNetwork = new ConvolutionalNetworkOptions { InitialChannels = 8 };
            options.Images.SearchTraining = new TrainingOptions { Epochs = 2, CropPadding = 2, HorizontalFlip = shape.Channels == 3 };
            options.Images.FinalNetwork = new ConvolutionalNetworkOptions { InitialChannels = 12 };
            options.Images.FinalTraining = new TrainingOptions { Epochs = 8, CropPadding = 2, HorizontalFlip = shape.Channels == 3 };
        }

        // Two searches share the processors: one thread for each.
        options.Images.SearchTraining.Threads = 1;
        options.Images.FinalTraining.Threads = 1;
        return options;
    }
}
