using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>How architectures are scored during a search: on a smaller network and for less time than the final one.</summary>
public sealed class ImageClassificationEvaluatorOptions
{
    /// <summary>The size of the networks.</summary>
    public ConvolutionalNetworkOptions Network { get; set; } = new() { InitialChannels = 8 };

    /// <summary>How they are trained.</summary>
    public TrainingOptions Training { get; set; } = new() { Epochs = 4 };

    /// <summary>Whether the evaluator keeps the network of the best accuracy, for those who end a search early.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool KeepBestNetwork { get; set; }
}
