using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>How recurrent cells of language models are searched with weight sharing.</summary>
public sealed class LanguageModelSupernetTaskOptions
{
    /// <summary>How large the supernet is and what it drops.</summary>
    /// <value>The default value is <c>new RecurrentNetworkOptions()</c>: 300 units, the authors'.</value>
    [Required]
    public RecurrentNetworkOptions Supernet { get; set; } = new();

    /// <summary>
    /// How the supernet is trained. It never averages weights; the number of epochs and the checkpoint are the search's:
    /// <see cref="LanguageModelTrainingOptions.Epochs"/>, <see cref="LanguageModelTrainingOptions.MaxTime"/> and
    /// <see cref="LanguageModelTrainingOptions.CheckpointFile"/> have no effect.
    /// </summary>
    /// <value>The default value is <c>new LanguageModelTrainingOptions()</c>.</value>
    [Required]
    public LanguageModelTrainingOptions Training { get; set; } = new();

    /// <summary>How the best architectures are trained from scratch.</summary>
    /// <value>The default value is that of stand-alone networks.</value>
    [Required]
    public LanguageModelRecipe Retraining { get; set; } = new(new RecurrentNetworkOptions(), new LanguageModelTrainingOptions());

    /// <summary>
    /// The authors' code on Penn Treebank: 300 units, batches of 256, a constant learning rate of 0.25, gradients cut to a norm of 10. The
    /// supernet's cells average all nodes, where the networks that are trained from scratch leave out the first.
    /// </summary>
    public static LanguageModelSupernetTaskOptions CreateReference()
    {
        LanguageModelRecipe search = LanguageModelRecipes.PennTreebankWeightSharing();
        return new LanguageModelSupernetTaskOptions
        {
            Supernet = search.Network, Training = search.Training, Retraining = LanguageModelRecipes.PennTreebank(),
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

    internal LanguageModelSupernetTaskOptions Clone() => new()
    {
        Supernet = Supernet.Clone(),
        Training = Training.Clone(),
        Retraining = new LanguageModelRecipe(Retraining.Network.Clone(), Retraining.Training.Clone()),
    };
}
