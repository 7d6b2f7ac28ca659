using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Training;

/// <summary>How a network is trained: stochastic gradient descent with momentum and a cosine schedule, unless told otherwise.</summary>
/// <remarks>
/// Section 4.1 of Luo et al. (NeurIPS 2018) trains on CIFAR-10 for 600 epochs in batches of 128, at a learning rate of 0.024 that a
/// cosine takes to 0, with a weight decay of 5·10⁻⁴ and gradients clipped at a norm of 5. The defaults here suit small images and a few
/// epochs, as a search on a CPU needs them.
/// </remarks>
public sealed class TrainingOptions
{
    /// <summary>How often the training passes over all samples.</summary>
    /// <value>The default value is 10. The authors search with 25 epochs and train final networks for 600.</value>
    [Range(1, 100_000)]
    public int Epochs { get; set; } = 10;

    /// <summary>The number of samples in each step. An epoch's batches are of nearly equal size, none larger than this.</summary>
    /// <value>The default value is 64. The authors use 128.</value>
    [Range(1, 65_536)]
    public int BatchSize { get; set; } = 64;

    /// <summary>The learning rate at the start.</summary>
    /// <value>
    /// The default value is 0.1. The authors use 0.024 for long training. <see cref="TrainingOptimizer.AdamW"/> needs a far lower one: 0.001 is
    /// its authors' and PyTorch's.
    /// </value>
    [Range(1e-8, 100.0)]
    public double LearningRate { get; set; } = 0.1;

    /// <summary>The learning rate that the cosine ends at.</summary>
    /// <value>The default value is 0, as for the authors' final networks.</value>
    [Range(0.0, 100.0)]
    public double MinimumLearningRate { get; set; }

    /// <summary>
    /// After how many epochs the schedule starts again at the first learning rate; each later cycle is <see cref="RestartFactor"/> times as
    /// long as the one before. Null for one fall over the whole training.
    /// </summary>
    /// <value>
    /// The default value is null. The authors' networks of the search with weight sharing restart after 10 epochs, 20 more, 40 more and
    /// so on.
    /// </value>
    [Range(1, 100_000)]
    public int? RestartEpochs { get; set; }

    /// <summary>How many times as long as the one before a cycle of the learning rate is, where it starts again.</summary>
    /// <value>The default value is 2, the authors'.</value>
    [Range(1.0, 100.0)]
    public double RestartFactor { get; set; } = 2;

    /// <summary>What the learning rate is multiplied by after each epoch, in the place of the cosine; null for the cosine.</summary>
    /// <value>The default value is null. The authors' networks for ImageNet have 0.97.</value>
    [Range(0.01, 1.0)]
    public double? LearningRateDecay { get; set; }

    /// <summary>How a step follows from the gradient.</summary>
    /// <value>The default value is <see cref="TrainingOptimizer.Momentum"/>, the authors'.</value>
    [EnumDataType(typeof(TrainingOptimizer))]
    public TrainingOptimizer Optimizer { get; set; } = TrainingOptimizer.Momentum;

    /// <summary>The momentum. Without effect for <see cref="TrainingOptimizer.AdamW"/>.</summary>
    /// <value>The default value is 0.9, the authors'.</value>
    [Range(0.0, 0.9999)]
    public double Momentum { get; set; } = 0.9;

    /// <summary>Whether the momentum is Nesterov's.</summary>
    /// <value>The default value is <see langword="true"/>, as in the authors' search with weight sharing.</value>
    public bool Nesterov { get; set; } = true;

    /// <summary>
    /// What decays every weight, those of batch normalization included: the factor of w in its gradient, or with
    /// <see cref="TrainingOptimizer.AdamW"/> the share of w that a step takes off beside it, times the learning rate.
    /// </summary>
    /// <value>The default value is 5·10⁻⁴, that of the authors' final networks.</value>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; set; } = 5e-4;

    /// <summary>The norm that the gradient of all weights together is cut to; 0 for no limit.</summary>
    /// <value>The default value is 5, the authors'.</value>
    [Range(0.0, 1e6)]
    public double GradientClip { get; set; } = 5;

    /// <summary>How much of each label's weight is spread over all classes. Without effect where values are predicted.</summary>
    /// <value>The default value is 0. The authors use 0.1 on ImageNet.</value>
    [Range(0.0, 0.99)]
    public double LabelSmoothing { get; set; }

    /// <summary>By how many pixels an image is moved at random in each direction.</summary>
    /// <remarks>
    /// What moves in has the channels' mean values, or is 0 where <see cref="Networks.NetworkConventions.StandardizeImages"/> is set, as in the
    /// authors' code.
    /// </remarks>
    /// <value>The default value is 0. The authors use 4 on CIFAR's 32×32 pixels.</value>
    [Range(0, 1024)]
    public int CropPadding { get; set; }

    /// <summary>Whether half of the images are mirrored left to right. Wrong where that changes the class, as for digits and letters.</summary>
    /// <value>The default value is <see langword="false"/>. The authors mirror CIFAR's images.</value>
    public bool HorizontalFlip { get; set; }

    /// <summary>
    /// The side of a square that is cut out of each image, at a random place; 0 for none. It is filled with the mean, after normalization.
    /// </summary>
    /// <value>The default value is 0. The authors use 16 on CIFAR's 32×32 pixels, for final networks.</value>
    [Range(0, 1024)]
    public int CutoutLength { get; set; }

    /// <summary>Where the square is cut out.</summary>
    /// <value>The default value is <see cref="CutoutPlacement.Center"/>.</value>
    [EnumDataType(typeof(CutoutPlacement))]
    public CutoutPlacement CutoutPlacement { get; set; } = CutoutPlacement.Center;

    /// <summary>The weight of the auxiliary classifier's loss, where the network has one.</summary>
    /// <value>The default value is 0.4, the authors'.</value>
    [Range(0.0, 10.0)]
    public double AuxiliaryWeight { get; set; } = 0.4;

    /// <summary>
    /// After how many epochs the network is evaluated on the validation set each time, and after the last one. The training then ends with
    /// the weights of the epoch with the best accuracy, and of equal ones with the lowest log-loss; where values are predicted, with the
    /// lowest root mean squared error. Null to evaluate the last weights alone, and keep them. Without effect where there is no validation
    /// set.
    /// </summary>
    /// <value>The default value is null. The authors' search from scratch scores an architecture by the best of its 25 epochs.</value>
    [Range(1, 100_000)]
    public int? ValidationEpochs { get; set; }

    /// <summary>The number of libtorch's threads while the training runs on a CPU. The same number gives the same weights.</summary>
    /// <value>
    /// The default value is null: one for images of at most 256 pixels and other small networks, whose operations are too short to be
    /// shared; as many as libtorch is set to for larger ones.
    /// </value>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>
    /// The file in which the training keeps its state between epochs. A training of the same network, seed, options and samples that finds the
    /// file goes on from there, and comes to the weights of one that was not interrupted. Its folder must exist. The file stays when the
    /// training is done.
    /// </summary>
    /// <value>The default value is null: no file.</value>
    public string? CheckpointFile { get; set; }

    /// <summary>After how many epochs the state is written each time; it always is after the last one.</summary>
    /// <value>The default value is 1.</value>
    [Range(1, 100_000)]
    public int CheckpointEpochs { get; set; } = 1;

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (MinimumLearningRate > LearningRate)
        {
            throw new ValidationException(
                $"{nameof(MinimumLearningRate)} is {MinimumLearningRate}, above {nameof(LearningRate)}, which is {LearningRate}. The schedule only falls.");
        }
    }

    /// <summary>These options with another learning rate; they themselves where the factor is 1.</summary>
    internal TrainingOptions WithLearningRateFactor(double factor)
    {
        if (factor == 1)
        {
            return this;
        }

        TrainingOptions other = Clone();
        other.LearningRate *= factor;
        return other;
    }

    internal TrainingOptions Clone() => (TrainingOptions)MemberwiseClone();
}
