using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO;

/// <summary>Options of a <see cref="NeuralArchitectureEstimator"/>.</summary>
public sealed class NeuralArchitectureOptions : ImageClassificationOptions
{
    /// <summary>The default of <see cref="MaxTrials"/>.</summary>
    internal const int DefaultMaxTrials = 24;

    /// <summary>The default of <see cref="ValidationFraction"/>.</summary>
    internal const double DefaultValidationFraction = 0.2;

    /// <summary>The space to search.</summary>
    /// <value>The default value is the authors' space of convolutional cells with five operations.</value>
    [Required]
    public ConvolutionalCellSpace Space { get; set; } = new();

    /// <summary>The search strategy.</summary>
    /// <value>The default value is Neural Architecture Optimization with its default options.</value>
    [Required]
    public StrategyOptions Strategy { get; set; } = new NaoOptions();

    /// <summary>How many architectures are tried at the most.</summary>
    /// <value>The default value is 24: eight random architectures, and sixteen that NAO proposes one by one. The paper's search tries 1,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxTrials { get; set; } = DefaultMaxTrials;

    /// <summary>How long the search takes at the most; no trial begins after that. The training of the final network comes on top.</summary>
    /// <value>The default value is null: as long as <see cref="MaxTrials"/> take.</value>
    public TimeSpan? MaxSearchTime { get; set; }

    /// <summary>
    /// The share of the rows that trials hold out to measure an architecture, when there is no <see cref="ImageClassificationOptions.ValidationSet"/>.
    /// The final network is trained on all rows.
    /// </summary>
    /// <value>The default value is 0.2; the paper holds out a tenth of CIFAR-10's 50,000 images.</value>
    [Range(0.01, 0.9)]
    public double ValidationFraction { get; set; } = DefaultValidationFraction;

    /// <summary>The network that a trial builds from an architecture.</summary>
    [Required]
    public ConvolutionalNetworkOptions SearchNetwork { get; set; } = DefaultNetworks.Search();

    /// <summary>How a trial trains its network.</summary>
    [Required]
    public TrainingOptions SearchTraining { get; set; } = DefaultTraining.Search();

    /// <summary>The network that is built from the best architecture.</summary>
    [Required]
    public ConvolutionalNetworkOptions FinalNetwork { get; set; } = DefaultNetworks.Final();

    /// <summary>How that network is trained.</summary>
    [Required]
    public TrainingOptions FinalTraining { get; set; } = DefaultTraining.Final();

    /// <summary>
    /// The file that every finished trial is written to before the search goes on. A search with the same data and options that finds
    /// the file goes on after its last trial; null for no file.
    /// </summary>
    public string? JournalPath { get; set; }

    internal override void Validate()
    {
        base.Validate();
        if (MaxSearchTime <= TimeSpan.Zero)
        {
            throw new ValidationException($"{nameof(MaxSearchTime)} is {MaxSearchTime}; it must be more than zero, or null for no limit.");
        }
    }
}
