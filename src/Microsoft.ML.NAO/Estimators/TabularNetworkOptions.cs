using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO;

/// <summary>The networks for the values of a table: feed-forward blocks, from none, which is a linear model, to several residual ones.</summary>
public sealed class TabularNetworkOptions
{
    /// <summary>The space of their architectures.</summary>
    /// <value>The default value is <c>new FeedForwardSpace()</c>: up to four blocks.</value>
    [Required]
    public FeedForwardSpace Space { get; set; } = new();

    /// <summary>What the architecture leaves open, in trials and in the end.</summary>
    [Required]
    public FeedForwardNetworkOptions Network { get; set; } = new();

    /// <summary>How a trial trains its network.</summary>
    /// <value>
    /// The default value is null: AdamW for some 300 steps in each fold where trials cross-validate by default
    /// (<see cref="NeuralArchitectureOptions.NumberOfFolds"/>), otherwise for some 1,000; see <see cref="CreateTraining"/>.
    /// </value>
    public TrainingOptions? SearchTraining { get; set; }

    /// <summary>How the network of the best architecture, or of a given one, is trained.</summary>
    /// <value>
    /// The default value is null: AdamW for some 1,000 steps, see <see cref="CreateTraining"/>. After a search without a validation set, whose
    /// trainings are the default too, it goes on all rows as far as the best trial had gone when it was best: for so many epochs that the sum of the
    /// learning rates is the same.
    /// </value>
    public TrainingOptions? FinalTraining { get; set; }

    /// <summary>
    /// The training that is the default for a number of rows: AdamW at a learning rate of 0.006 that falls by a cosine, with a weight decay of 0.01, in
    /// batches of a sixteenth of the rows but at least 16 and at most 256, for 10 to 200 epochs. A network that is validated keeps the weights of its
    /// best epoch.
    /// </summary>
    /// <remarks>
    /// Gorishniy et al. (NeurIPS 2021) train with AdamW in batches of 128 to 1,024, and search learning rates of 10⁻⁵ to 10⁻² and weight decays of
    /// 10⁻⁶ to 10⁻³ of the learning rate's unit, until the validation has not improved for 16 epochs.
    /// </remarks>
    /// <param name="rows">The number of rows to train on.</param>
    /// <param name="steps">About how many steps are taken, where the bounds of the epochs allow it.</param>
    public static TrainingOptions CreateTraining(int rows, int steps) => Fitting.DefaultTraining.Create(rows, steps);
}
