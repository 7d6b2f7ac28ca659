using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO;

/// <summary>Options of a <see cref="NeuralNetworkEstimator"/>.</summary>
public sealed class NeuralNetworkOptions : ImageClassificationOptions
{
    /// <summary>The space that the architecture is of.</summary>
    /// <value>The default value is the authors' space of convolutional cells with five operations.</value>
    [Required]
    public ConvolutionalCellSpace Space { get; set; } = new();

    /// <summary>The network that is built from the architecture.</summary>
    [Required]
    public ConvolutionalNetworkOptions Network { get; set; } = DefaultNetworks.Final();

    /// <summary>How it is trained.</summary>
    [Required]
    public TrainingOptions Training { get; set; } = DefaultTraining.Final();
}
