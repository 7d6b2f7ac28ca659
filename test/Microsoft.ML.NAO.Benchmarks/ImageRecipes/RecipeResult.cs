namespace Microsoft.ML.NAO.Benchmarks.ImageRecipes;

/// <summary>What one training came to.</summary>
/// <param name="Parameters">The network's number of parameters.</param>
/// <param name="TestAccuracy">The share of the test images that it classifies rightly after the last epoch.</param>
/// <param name="TrainingAccuracy">That of the training images in the last epoch, as they were trained on.</param>
/// <param name="Minutes">How long it took, since the last start.</param>
internal sealed record RecipeResult(long Parameters, double TestAccuracy, double TrainingAccuracy, double Minutes);
