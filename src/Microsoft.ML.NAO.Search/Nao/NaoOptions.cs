using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Options of Neural Architecture Optimization (Luo et al., NeurIPS 2018, algorithm 1): after some random architectures, each
/// round trains an encoder, a performance predictor and a decoder on all outcomes so far, moves the best architectures along
/// the gradient of the predicted performance, and proposes what decodes from there.
/// </summary>
/// <remarks>
/// The defaults serve a search of some dozens or hundreds of trials, each of which costs far more than a round's second or less: small
/// rounds, an ensemble that knows what it does not know, and steps whose size is a length. They were chosen on NAS-Bench-201
/// (<c>build/bench.sh nas-bench-201</c>). <see cref="CreatePaperOptions"/> has the paper's, whose search took 200 GPUs, and
/// <see cref="CreateReferenceOptions"/> those of the authors' code.
/// </remarks>
public sealed class NaoOptions : StrategyOptions
{
    /// <summary>The name of the strategy.</summary>
    public const string StrategyName = "nao";

    /// <inheritdoc/>
    public override string Name => StrategyName;

    /// <summary>How many random architectures are evaluated before the first round.</summary>
    /// <value>The default value is 8; the paper's is 600.</value>
    [Range(2, int.MaxValue)]
    public int InitialArchitectures { get; set; } = NaoConstants.InitialArchitectures;

    /// <summary>How many new architectures each round proposes.</summary>
    /// <value>The default value is 1, so that every proposal knows all outcomes; the paper's is 200.</value>
    [Range(1, int.MaxValue)]
    public int ArchitecturesPerRound { get; set; } = NaoConstants.ArchitecturesPerRound;

    /// <summary>How many of the best architectures gradient steps start from (the paper's K).</summary>
    /// <value>The default value is 10; the paper's is 200.</value>
    [Range(1, int.MaxValue)]
    public int SeedArchitectures { get; set; } = NaoConstants.SeedArchitectures;

    /// <summary>
    /// After how many proposals in a row, and at least a round's, that are not better than the best so far the search goes on from
    /// <see cref="InitialArchitectures"/> random architectures, within <see cref="RestartRadius"/> of the best of these and their
    /// followers; when a third as many are not better than those, it returns to the best of all. Null for never.
    /// </summary>
    /// <value>The default value is 30; the paper never does.</value>
    [Range(1, int.MaxValue)]
    public int? RestartPatience { get; set; } = NaoConstants.RestartPatience;

    /// <summary>In how many tokens proposals may differ from the best architecture since the search went on from random ones.</summary>
    /// <value>The default value is 2, such as a branch's input and operation.</value>
    [Range(1, int.MaxValue)]
    public int RestartRadius { get; set; } = NaoConstants.RestartRadius;

    /// <summary>
    /// How many new architectures gradient steps collect before the best of them, by <see cref="Acquisition"/>, are proposed. As many
    /// as <see cref="ArchitecturesPerRound"/> propose whatever is found first, as the paper does.
    /// </summary>
    /// <value>The default value is 2000.</value>
    [Range(1, int.MaxValue)]
    public int CandidatesPerRound { get; set; } = NaoConstants.CandidatesPerRound;

    /// <summary>What candidates are compared by.</summary>
    /// <value>
    /// The default value is <see cref="Acquisition.ThompsonSampling"/>, which no search stays at a false optimum with for long; the paper
    /// compares by the prediction alone.
    /// </value>
    [EnumDataType(typeof(Acquisition))]
    public Acquisition Acquisition { get; set; } = Acquisition.ThompsonSampling;

    /// <summary>With <see cref="Acquisition.UpperConfidenceBound"/>, how many standard deviations of the members' predictions are added to their mean.</summary>
    /// <value>The default value is 0.5; 0 compares by the prediction alone. A model without members that could disagree has no use for it.</value>
    [Range(0.0, double.MaxValue)]
    public double Exploration { get; set; } = NaoConstants.Exploration;

    /// <summary>How many architectures are decoded by sampling at each step, beside the likeliest one.</summary>
    /// <value>The default value is 4; the paper decodes the likeliest alone.</value>
    [Range(0, 1000)]
    public int SampledDecodings { get; set; } = NaoConstants.SampledDecodings;

    /// <summary>
    /// How many tokens of a sampled decoding are drawn from all legal ones alike, on average. A decoder that has learned its space well
    /// is so sure of its tokens that sampling alone would lead nowhere else.
    /// </summary>
    /// <value>The default value is 1.5: neighbours, and neighbours of neighbours.</value>
    [Range(0.0, 1000.0)]
    public double SampledTokenNoise { get; set; } = NaoConstants.SampledTokenNoise;

    /// <summary>The structure of encoder, performance predictor and decoder.</summary>
    /// <value>The default value is <see cref="FeedForwardModelOptions"/>; the paper's is <see cref="RecurrentModelOptions"/>.</value>
    [Required]
    public NaoModelOptions Model { get; set; } = new FeedForwardModelOptions();

    /// <summary>The weight λ of the prediction's loss; the reconstruction's is 1 − λ.</summary>
    /// <value>The default value is 0.8, as in all of the authors' code; the paper states 0.9 for convolutional cells.</value>
    [Range(0.0, 1.0)]
    public double TradeOff { get; set; } = NaoConstants.TradeOff;

    /// <summary>How outcomes become the predictor's targets.</summary>
    /// <value>
    /// The default value is <see cref="TargetScaling.NormalScore"/>, which a few architectures that hardly learned do not disturb; the
    /// authors' code has <see cref="TargetScaling.MinMax"/>.
    /// </value>
    [EnumDataType(typeof(TargetScaling))]
    public TargetScaling TargetScaling { get; set; } = TargetScaling.NormalScore;

    /// <summary>Which of an architecture's symmetric forms training draws from.</summary>
    /// <value>The default value is <see cref="SymmetrySampling.OneNodePerCell"/>, as in the authors' code.</value>
    [EnumDataType(typeof(SymmetrySampling))]
    public SymmetrySampling Symmetry { get; set; } = SymmetrySampling.OneNodePerCell;

    /// <summary>
    /// How many symmetric copies of each architecture are added to those that the model is trained on. With 0 a symmetric form replaces
    /// the architecture each time that training draws it.
    /// </summary>
    /// <value>The default value is 0, as in the authors' code; the paper adds one.</value>
    [Range(0, 1000)]
    public int SymmetricCopies { get; set; }

    /// <summary>How the two parts of the joint loss are added up.</summary>
    /// <value>The default value is <see cref="LossReduction.Mean"/>, as in the authors' code. An ensemble always takes means.</value>
    [EnumDataType(typeof(LossReduction))]
    public LossReduction LossReduction { get; set; } = LossReduction.Mean;

    /// <summary>The largest number of epochs that each round trains the model.</summary>
    /// <value>The default value is 60, on top of what earlier rounds trained; the authors' code has 1000.</value>
    [Range(1, int.MaxValue)]
    public int MaxEpochsPerRound { get; set; } = NaoConstants.MaxEpochsPerRound;

    /// <summary>The largest number of epochs of the first round, whose model knows nothing yet; null for as many as in the others.</summary>
    /// <value>The default value is 300.</value>
    [Range(1, int.MaxValue)]
    public int? MaxEpochsOfFirstRound { get; set; } = NaoConstants.MaxEpochsOfFirstRound;

    /// <summary>The joint loss of an epoch at which a round's training ends; 0 trains for all epochs, as the authors do.</summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, double.MaxValue)]
    public double ConvergedLoss { get; set; } = NaoConstants.ConvergedLoss;

    /// <summary>The number of architectures in a batch of training.</summary>
    /// <value>The default value is 100 (authors' search code).</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; set; } = NaoConstants.BatchSize;

    /// <summary>The learning rate of Adam.</summary>
    /// <value>
    /// The default value is 0.003, with which a few architectures are learned in a third of the epochs; the paper's is 0.001.
    /// </value>
    [Range(double.Epsilon, 1.0)]
    public double LearningRate { get; set; } = NaoConstants.LearningRate;

    /// <summary>The weight decay of Adam.</summary>
    /// <value>The default value is 0.0001 (authors' code).</value>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; set; } = NaoConstants.WeightDecay;

    /// <summary>The largest norm of the gradient of all of the recurrent model's weights together; an ensemble's is not limited.</summary>
    /// <value>The default value is 5 (authors' code).</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double GradientClip { get; set; } = NaoConstants.GradientClip;

    /// <summary>
    /// Whether a round goes on from the weights of the round before. An ensemble's optimizer goes on with its moments too; that of the
    /// recurrent model starts afresh, as in the authors' PyTorch code.
    /// </summary>
    /// <value>The default value is <see langword="true"/>, as in the authors' code.</value>
    public bool KeepWeights { get; set; } = true;

    /// <summary>Whether every gradient is taken for its direction alone, so that a step size is a length in the embedding space.</summary>
    /// <value>The default value is <see langword="true"/>; the paper takes the gradient as it is.</value>
    public bool NormalizeGradients { get; set; } = true;

    /// <summary>
    /// How many gradient steps lead away from the seed architectures: after each, the best candidates so far are where the next one
    /// starts. A candidate is encoded anew before, so that a step never starts where the decoder and the encoder disagree.
    /// </summary>
    /// <value>The default value is 3; the paper takes a single step.</value>
    [Range(1, 1000)]
    public int GradientSteps { get; set; } = NaoConstants.GradientSteps;

    /// <summary>The first step size η along the gradient.</summary>
    /// <value>The default value is 0.5, half the length of an embedding; the paper's is 10 along the gradient as it is.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double InitialStepSize { get; set; } = NaoConstants.InitialStepSize;

    /// <summary>By how much the step size grows as long as a round lacks candidates.</summary>
    /// <value>The default value is 0.5; the paper's is 5.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double StepSizeIncrement { get; set; } = NaoConstants.StepSizeIncrement;

    /// <summary>The largest step size. What a round's proposals then still lack is drawn at random.</summary>
    /// <value>The default value is 2.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double MaxStepSize { get; set; } = NaoConstants.MaxStepSize;

    /// <summary>The paper's search for convolutional cells; see <see cref="PublishedOptions.CreatePaper"/>.</summary>
    public static NaoOptions CreatePaperOptions() => PublishedOptions.CreatePaper();

    /// <summary>The search of the authors' published code; see <see cref="PublishedOptions.CreateReference"/>.</summary>
    public static NaoOptions CreateReferenceOptions() => PublishedOptions.CreateReference();

    /// <summary>Checks the options, and creates a generator of architectures out of scored ones.</summary>
    /// <param name="context">The space, the objective and the seed of the search.</param>
    /// <param name="architecturesPerRound">How many architectures a round generates, instead of <see cref="ArchitecturesPerRound"/>.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public NaoGenerator CreateGenerator(StrategyContext context, int architecturesPerRound)
    {
        ArgumentNullException.ThrowIfNull(context);
        Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(architecturesPerRound, 1);
        NaoOptions options = Clone();
        options.ArchitecturesPerRound = architecturesPerRound;
        return new NaoGenerator(context, options);
    }

    /// <inheritdoc/>
    protected override ISearchStrategy CreateValidated(StrategyContext context) => new NaoStrategy(context, Clone());

    private protected override void Validate()
    {
        base.Validate();
        Validator.ValidateObject(Model, new ValidationContext(Model), validateAllProperties: true);
        if (TargetScaling == TargetScaling.NormalScore && Model is RecurrentModelOptions)
        {
            throw new ValidationException(
                $"{nameof(TargetScaling)} is {TargetScaling}, and the predictor of {nameof(RecurrentModelOptions)} ends between 0 and 1. Set {TargetScaling.Rank} or {TargetScaling.MinMax}.");
        }

        if (InitialStepSize > MaxStepSize)
        {
            throw new ValidationException($"{nameof(InitialStepSize)} is {InitialStepSize}, which is more than {nameof(MaxStepSize)}, {MaxStepSize}.");
        }
    }

    /// <summary>A copy, so that changes after the strategy was created do not reach it.</summary>
    private NaoOptions Clone()
    {
        var copy = (NaoOptions)MemberwiseClone();
        copy.Model = Model.Clone();
        return copy;
    }
}
