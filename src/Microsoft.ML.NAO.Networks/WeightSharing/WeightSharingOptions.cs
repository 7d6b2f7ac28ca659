using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>
/// How a search with weight sharing goes (Luo et al., NeurIPS 2018, section 4, and the authors' code): it trains a supernet on a pool of
/// architectures, scores the pool with the shared weights, replaces most of it by what NAO generates, and starts over. In the end the
/// best of the pool are trained from scratch.
/// </summary>
public sealed class WeightSharingOptions
{
    /// <summary>The number of architectures in the pool.</summary>
    /// <value>The default value is 200; the authors have 1,000 (600 in PyTorch).</value>
    [Range(2, 1_000_000)]
    public int PoolSize { get; set; } = 200;

    /// <summary>How many rounds of training and scoring there are. After each but the last one the pool is replaced.</summary>
    /// <value>The default value is 5, the authors'.</value>
    [Range(1, 100_000)]
    public int Rounds { get; set; } = 5;

    /// <summary>How many epochs each round trains the supernet.</summary>
    /// <value>The default value is 10; the authors have 30 for images and 200 for texts.</value>
    [Range(1, 1_000_000)]
    public int EpochsPerRound { get; set; } = 10;

    /// <summary>How many architectures are generated after a round. What NAO does not find is drawn at random.</summary>
    /// <value>The default value is 100; the authors have 500 of 1,000 (300 for texts, and in PyTorch).</value>
    [Range(0, 1_000_000)]
    public int GeneratedPerRound { get; set; } = 100;

    /// <summary>How many architectures are drawn at random after a round. The best of the pool remain in all other places.</summary>
    /// <value>The default value is 10; the authors have 50 of 1,000 (none in PyTorch).</value>
    [Range(0, 1_000_000)]
    public int RandomPerRound { get; set; } = 10;

    /// <summary>
    /// The model that generates architectures, and how; null to draw them at random instead, which is random search with weight sharing.
    /// <see cref="NaoOptions.InitialArchitectures"/> and <see cref="NaoOptions.ArchitecturesPerRound"/> have no effect.
    /// </summary>
    /// <value>The default value is <c>new NaoOptions()</c>; the authors' is <see cref="NaoOptions.CreateReferenceOptions"/>.</value>
    public NaoOptions? Controller { get; set; } = new();

    /// <summary>Which architecture each step trains.</summary>
    /// <value>
    /// The default value is <see cref="PathSampling.ByParameterCount"/>, the authors' second (2019), which ranked best on images; recurrent cells of a
    /// space have all as many parameters, and are drawn uniformly by it (docs/weight-sharing.md).
    /// </value>
    [EnumDataType(typeof(PathSampling))]
    public PathSampling Sampling { get; set; } = PathSampling.ByParameterCount;

    /// <summary>How architectures are scored.</summary>
    /// <value>The default value is <c>new PathScoringOptions()</c>.</value>
    [Required]
    public PathScoringOptions Scoring { get; set; } = new();

    /// <summary>Whether each round starts the learning rate's schedule again, as in the authors' balanced search.</summary>
    /// <value>The default value is <see langword="false"/>: one schedule over all rounds.</value>
    public bool RestartLearningRate { get; set; }

    /// <summary>Whether rounds after the first train what is new in the pool alone, as in the authors' balanced search.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool TrainNewAlone { get; set; }

    /// <summary>How many of the best architectures are trained from scratch in the end; the best of these is the result.</summary>
    /// <value>The default value is 5, the authors' for images; for texts they have 10. With 0 the best by shared weights is the result.</value>
    [Range(0, 1_000_000)]
    public int Retrained { get; set; } = 5;

    /// <summary>The seed of the search: of the pool, of the order in which it is trained, of what is generated, and of all retraining.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; set; }

    /// <summary>
    /// The file in which the search keeps its state after every epoch and every step of a round. A search of the same task and options that finds
    /// it goes on from there, and comes to the same result. Its folder must exist. The file stays when the search is done.
    /// </summary>
    /// <value>The default value is null: no file.</value>
    public string? CheckpointFile { get; set; }

    /// <summary>The authors' TensorFlow code on CIFAR-10; the task is <see cref="ImageSupernetTaskOptions.CreateReference"/>.</summary>
    /// <remarks>The authors score on one batch of its own for each architecture, with dropout; here there is none.</remarks>
    public static WeightSharingOptions CreateReference()
    {
        NaoOptions controller = NaoOptions.CreateReferenceOptions();
        controller.CandidatesPerRound = 500;
        controller.MaxStepSize = 100;
        controller.Model = new RecurrentModelOptions { PredictorWidth = 100, PredictorDropout = 0, EncoderDropout = 0.1 };
        return new WeightSharingOptions
        {
            PoolSize = 1000,
            EpochsPerRound = 30,
            GeneratedPerRound = 500,
            RandomPerRound = 50,
            Controller = controller,
            Sampling = PathSampling.Uniform,
            Scoring = CreateOneBatch(),
        };
    }

    /// <summary>The authors' PyTorch code on CIFAR-10; the task is <see cref="ImageSupernetTaskOptions.CreatePyTorch"/>.</summary>
    public static WeightSharingOptions CreatePyTorch() => new()
    {
        PoolSize = 600,
        EpochsPerRound = 30,
        GeneratedPerRound = 300,
        RandomPerRound = 0,
        Controller = NaoOptions.CreateReferenceOptions(),
        Sampling = PathSampling.Uniform,
        Scoring = CreateOneBatch(),
    };

    /// <summary>
    /// The authors' balanced search (Luo et al., "Understanding and improving one-shot neural architecture optimization", 2019): architectures
    /// are drawn by size, and later rounds train what is new with a learning rate that starts again.
    /// </summary>
    public static WeightSharingOptions CreateBalanced()
    {
        NaoOptions controller = NaoOptions.CreateReferenceOptions();
        controller.WeightDecay = 0;
        controller.SymmetricCopies = 9;
        controller.Model = new RecurrentModelOptions { TokenEmbeddingSize = 32, HiddenSize = 64, PredictorLayers = 0, PredictorDropout = 0 };
        return new WeightSharingOptions
        {
            PoolSize = 600,
            Rounds = 4,
            EpochsPerRound = 50,
            GeneratedPerRound = 300,
            RandomPerRound = 0,
            Controller = controller,
            Sampling = PathSampling.ByParameterCount,
            Scoring = CreateOneBatch(),
            RestartLearningRate = true,
            TrainNewAlone = true,
        };
    }

    /// <summary>The authors' code on Penn Treebank; the task is <see cref="LanguageModelSupernetTaskOptions.CreateReference"/>.</summary>
    public static WeightSharingOptions CreateRecurrentReference()
    {
        NaoOptions controller = NaoOptions.CreateReferenceOptions();
        controller.MaxStepSize = 30;
        controller.Model = new RecurrentModelOptions
        {
            PredictorLayers = 4, PredictorDropout = 0, Attention = DecoderAttention.Dot,
        };
        return new WeightSharingOptions
        {
            PoolSize = 1000,
            EpochsPerRound = 200,
            GeneratedPerRound = 300,
            RandomPerRound = 50,
            Controller = controller,
            Sampling = PathSampling.Uniform,
            Scoring = CreateOneBatch(),
            Retrained = 10,
        };
    }

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Scoring.Validate();
        if (GeneratedPerRound + RandomPerRound > PoolSize)
        {
            throw new ValidationException(
                $"{nameof(GeneratedPerRound)} is {GeneratedPerRound} and {nameof(RandomPerRound)} {RandomPerRound}, together more than {nameof(PoolSize)}, {PoolSize}.");
        }

        if (TrainNewAlone && GeneratedPerRound + RandomPerRound == 0)
        {
            throw new ValidationException($"{nameof(TrainNewAlone)} is set, and no round brings anything new.");
        }
    }

    internal WeightSharingOptions Clone()
    {
        var copy = (WeightSharingOptions)MemberwiseClone();
        copy.Scoring = Scoring.Clone();
        return copy;
    }

    /// <summary>All that a search's outcome depends on, as text.</summary>
    internal string Describe()
    {
        WeightSharingOptions essential = Clone();
        essential.CheckpointFile = null;
        essential.Controller = null;
        return JsonSerializer.Serialize(essential, StateJson.Format)
            + (Controller is null ? string.Empty : JsonSerializer.Serialize(Controller, StateJson.Format) + JsonSerializer.Serialize<object>(Controller.Model, StateJson.Format));
    }

    private static PathScoringOptions CreateOneBatch() => new() { Batches = 1, SameBatches = false, Statistics = PathStatistics.Batch };
}
