using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>
/// The recipes by which NAO's authors trained recurrent networks, as their scripts have them. They take days on one GPU. Every call creates
/// new options.
/// </summary>
/// <remarks>
/// Three things are not the authors': weights are kept by the validation text alone, where their final scripts also print the test's perplexity
/// after every epoch; a loss that is no number ends a training, where theirs goes back to the best weights; and once weights are averaged,
/// a step's rate is in proportion to its own sequence's length, where theirs is to the length of the sequence before.
/// </remarks>
public static class LanguageModelRecipes
{
    /// <summary>A network of the search on Penn Treebank that trains each architecture from scratch, for 600 epochs.</summary>
    public static LanguageModelRecipe PennTreebankSearch() => Create(size: 850, hiddenDropout: 0.25, weightDecay: 8e-7, epochs: 600);

    /// <summary>
    /// The network that the authors report on Penn Treebank: a test perplexity of 56.0 (Luo et al., NeurIPS 2018, table 3). The paper says
    /// 2,000 epochs, the script 4,000, as here.
    /// </summary>
    public static LanguageModelRecipe PennTreebank() => Create(size: 850, hiddenDropout: 0.25, weightDecay: 8e-7, epochs: 4000);

    /// <summary>The network that the authors report on WikiText-2: a test perplexity of 67.0.</summary>
    public static LanguageModelRecipe WikiText2() => Create(size: 700, hiddenDropout: 0.15, weightDecay: 5e-7, epochs: 2000);

    /// <summary>The settings of the search with weight sharing on Penn Treebank, for a single network.</summary>
    public static LanguageModelRecipe PennTreebankWeightSharing()
    {
        LanguageModelRecipe recipe = Create(size: 300, hiddenDropout: 0.25, weightDecay: 5e-7, epochs: 1000);
        recipe.Network.Conventions = RecurrentConventions.WeightSharing;
        LanguageModelTrainingOptions training = recipe.Training;
        training.BatchSize = 256;
        training.ValidationBatchSize = 256;
        training.LengthDeviation = 0;
        training.LearningRate = 0.25;
        training.GradientClip = 10;
        training.AveragingPatience = null;
        return recipe;
    }

    private static LanguageModelRecipe Create(int size, double hiddenDropout, double weightDecay, int epochs) => new(
        new RecurrentNetworkOptions { HiddenSize = size, HiddenDropout = hiddenDropout },
        new LanguageModelTrainingOptions { Epochs = epochs, WeightDecay = weightDecay });
}
