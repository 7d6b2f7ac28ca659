using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.LanguageModels;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>How recurrent cells are scored during a search: for less time than the final network is trained.</summary>
public sealed class LanguageModelEvaluatorOptions
{
    /// <summary>How networks are trained.</summary>
    /// <value>The default value is <c>new LanguageModelTrainingOptions()</c>: 20 epochs.</value>
    [Required]
    public LanguageModelTrainingOptions Training { get; set; } = new();

    /// <summary>
    /// Whether the network with the best metric so far is kept, as <see cref="TrainingEvaluator{TNetwork}.Best"/>, so that a search that is cut
    /// short has a trained network to return.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool KeepBestNetwork { get; set; }

    /// <summary>
    /// How many trainings share the system's memory: this evaluator's and those of other workers, as far as they train on the CPU. A network that
    /// would take more than its share is refused before it is trained.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Range(1, int.MaxValue)]
    public int TrainingsAtOnce { get; set; } = 1;

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Training.Validate();
    }
}
