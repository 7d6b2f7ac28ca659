using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>
/// How a language model is trained: by default with stochastic gradient descent at a constant rate, which averages its weights once validation no longer
/// gets better (Merity et al., "Regularizing and optimizing LSTM language models", ICLR 2018, as the code of NAO's authors has it).
/// </summary>
public sealed class LanguageModelTrainingOptions
{
    /// <summary>How often the training passes over the text.</summary>
    /// <value>The default value is 20. The authors search with 600 epochs and train final networks for 2,000 and more.</value>
    [Range(1, 1_000_000)]
    public int Epochs { get; set; } = 20;

    /// <summary>The number of sequences that are read side by side.</summary>
    /// <value>The default value is 64, the authors'; in the search with weight sharing they have 256.</value>
    [Range(1, 65_536)]
    public int BatchSize { get; set; } = 64;

    /// <summary>The number of sequences that validation reads side by side. Each begins without what came before it.</summary>
    /// <value>The default value is 10, the authors'.</value>
    [Range(1, 65_536)]
    public int ValidationBatchSize { get; set; } = 10;

    /// <summary>The mean number of steps through which a gradient passes.</summary>
    /// <value>The default value is 35, the authors'.</value>
    [Range(2, 10_000)]
    public int SequenceLength { get; set; } = 35;

    /// <summary>The probability with which a sequence is meant to have half of <see cref="SequenceLength"/>.</summary>
    /// <value>The default value is 0.05, the authors'.</value>
    [Range(0.0, 1.0)]
    public double HalfLengthProbability { get; set; } = 0.05;

    /// <summary>
    /// The standard deviation of a sequence's length around what it is meant to be. No sequence is shorter than 5 steps (the text's last one
    /// may be), or longer than it is meant to be by more than 20.
    /// </summary>
    /// <value>The default value is 5, the authors'; in the search with weight sharing they have 0.</value>
    [Range(0.0, 1000.0)]
    public double LengthDeviation { get; set; } = 5;

    /// <summary>How a step follows from the gradient. With another one, set <see cref="LearningRate"/> too.</summary>
    /// <value>The default value is <see cref="LanguageModelOptimizer.GradientDescent"/>, the authors'.</value>
    [EnumDataType(typeof(LanguageModelOptimizer))]
    public LanguageModelOptimizer Optimizer { get; set; } = LanguageModelOptimizer.GradientDescent;

    /// <summary>The learning rate of a sequence of <see cref="SequenceLength"/> steps; it is in proportion to a sequence's length.</summary>
    /// <value>The default value is 20, the authors'; in the search with weight sharing they have 0.25.</value>
    [Range(1e-8, 1000.0)]
    public double LearningRate { get; set; } = 20;

    /// <summary>
    /// The averaging of weights begins after an epoch whose validation loss is above the best of all but this many epochs before it; null to
    /// never begin.
    /// </summary>
    /// <value>The default value is 5, the authors'; in the search with weight sharing they never average.</value>
    [Range(1, 1_000_000)]
    public int? AveragingPatience { get; set; } = 5;

    /// <summary>The norm that the gradient of all weights together is cut to; 0 for no limit.</summary>
    /// <value>The default value is 0.25, the authors'; in the search with weight sharing they have 10.</value>
    [Range(0.0, 1e6)]
    public double GradientClip { get; set; } = 0.25;

    /// <summary>What decays every weight: the factor of w in its gradient, after it is cut; with AdamW in the step itself.</summary>
    /// <value>The default value is 8·10⁻⁷, the authors' on Penn Treebank; on WikiText-2 they have 5·10⁻⁷.</value>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; set; } = 8e-7;

    /// <summary>The weight of the mean square of the output, after its dropout, in the loss.</summary>
    /// <value>The default value is 0, the authors'.</value>
    [Range(0.0, 1000.0)]
    public double ActivationRegularization { get; set; }

    /// <summary>The weight of the mean square of the output's changes from step to step in the loss.</summary>
    /// <value>The default value is 10⁻³, the authors'.</value>
    [Range(0.0, 1000.0)]
    public double TemporalRegularization { get; set; } = 1e-3;

    /// <summary>
    /// After this time the epoch that is under way ends before the whole text is read, counts as one, and is the last; null for no limit. A
    /// training that time ended does not come to the same weights twice.
    /// </summary>
    /// <value>The default value is null.</value>
    public TimeSpan? MaxTime { get; set; }

    /// <summary>The number of libtorch's threads while the training runs on a CPU. The same number gives the same weights.</summary>
    /// <value>The default value is null: as many as libtorch is set to.</value>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>
    /// The file in which the training keeps its state. A training of the same network, seed, options and text that finds the file goes on
    /// from there, and comes to the weights of one that was not interrupted. Its folder must exist. The file stays when the training is done.
    /// </summary>
    /// <value>The default value is null: no file.</value>
    public string? CheckpointFile { get; set; }

    /// <summary>After how many sequences of an epoch the state is written each time; it always is after an epoch.</summary>
    /// <value>The default value is 500.</value>
    [Range(1, 1_000_000_000)]
    public int CheckpointSequences { get; set; } = 500;

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (MaxTime <= TimeSpan.Zero)
        {
            throw new ValidationException($"{nameof(MaxTime)} is {MaxTime}. It must be positive, or null for no limit.");
        }
    }

    internal LanguageModelTrainingOptions Clone() => (LanguageModelTrainingOptions)MemberwiseClone();
}
