using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>How architectures are scored during a search: for less time than the final network is trained.</summary>
public sealed class NetworkEvaluatorOptions
{
    /// <summary>How networks are trained.</summary>
    /// <value>The default value is 4 epochs, and otherwise <c>new TrainingOptions()</c>.</value>
    [Required]
    public TrainingOptions Training { get; set; } = new() { Epochs = 4 };

    /// <summary>By which factor the learning rate of <see cref="Training"/> is another one for an architecture, such as for one that is simpler than the others.</summary>
    /// <value>The default value is null: it is the same for all.</value>
    public Func<Architecture, double>? LearningRateFactor { get; set; }

    /// <summary>
    /// Whether the network with the best metric so far is kept, as <see cref="TrainingEvaluator{TNetwork}.Best"/>, so that a search that is cut short has a
    /// trained network to return.
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
