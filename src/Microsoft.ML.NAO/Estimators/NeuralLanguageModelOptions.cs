using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Schedulers;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO;

/// <summary>
/// Options of a <see cref="NeuralLanguageModelEstimator"/>. Where the architecture is given, what these say of searches has no effect.
/// </summary>
public sealed class NeuralLanguageModelOptions : ISearchOptions
{
    /// <summary>The column with the texts, of each of which a model foretells the words.</summary>
    /// <value>The default value is <c>Text</c>.</value>
    [Required]
    public string TextColumnName { get; set; } = "Text";

    /// <summary>The space of the cells.</summary>
    /// <value>
    /// The default value is a recurrent cell of four searched nodes. The authors (Luo et al., NeurIPS 2018) search eleven, in
    /// <c>new RecurrentCellSpace()</c>, which takes some five times as long.
    /// </value>
    [Required]
    public RecurrentCellSpace Space { get; set; } = new(nodeCount: 4);

    /// <summary>The size of the network and what it drops, in trials and in the end.</summary>
    /// <value>
    /// The default value is 64 units, and about a quarter of the dropouts that the authors have for networks of 850, which train for hundreds of
    /// epochs.
    /// </value>
    [Required]
    public RecurrentNetworkOptions Network { get; set; } = new()
    {
        HiddenSize = 64,
        InputDropout = 0.05,
        CellInputDropout = 0.2,
        HiddenDropout = 0.05,
        OutputDropout = 0.2,
    };

    /// <summary>How often a word must occur in the training rows to be known. All others are <see cref="Vocabulary.Unknown"/>, which is foretold as a word is.</summary>
    /// <value>The default value is 2: what is known of unknown words is learned from those that occur once.</value>
    [Range(1, int.MaxValue)]
    public int MinimumWordCount { get; set; } = TextVocabulary.DefaultMinimumCount;

    /// <summary>How many words are known at the most, the most frequent ones.</summary>
    /// <value>The default value is 10,000, as many as Penn Treebank's version for language models has.</value>
    [Range(1, int.MaxValue)]
    public int MaximumWords { get; set; } = Vocabulary.DefaultMaximumWords;

    /// <summary>How many words of a text the served network reads. What is longer is cut, as if it ended there; training reads all of it.</summary>
    /// <value>The default value is 256. With 10,000 words, a text of as many takes some 20 MiB.</value>
    [Range(1, 65_536)]
    public int MaximumLength { get; set; } = TextModelOnnxOptions.DefaultMaximumWords;

    /// <summary>How a trial trains its network.</summary>
    /// <value>
    /// The default value is null: some 500 steps of <c>new LanguageModelTrainingOptions()</c>, but at a learning rate of 10, in batches of as many
    /// sequences as make 40 steps an epoch and at most 32, for 3 to 100 epochs, and with weights averaged as soon as the validation gets no better.
    /// </value>
    public LanguageModelTrainingOptions? SearchTraining { get; set; }

    /// <summary>How the network of the best architecture, or of a given one, is trained.</summary>
    /// <value>The default value is null: the same for some 1,500 steps.</value>
    public LanguageModelTrainingOptions? FinalTraining { get; set; }

    /// <inheritdoc cref="NeuralArchitectureOptions.Strategy"/>
    [Required]
    public StrategyOptions Strategy { get; set; } = new NaoOptions();

    /// <summary>
    /// Cells in their text form (<see cref="NeuralArchitectureTransformer.ArchitectureText"/>) that are tried before the strategy proposes any, and that
    /// it learns from: those of an earlier search, for example. They count as trials. With <see cref="WeightSharing"/> it has no effect.
    /// </summary>
    /// <value>The default value is null: none.</value>
    public IReadOnlyList<string>? FirstArchitectures { get; set; }

    /// <summary>
    /// How cells are ranked with the weights of one network that all share (NAO-WS, Luo et al., NeurIPS 2018, section 4), instead of by a training of
    /// each; trials then train the <see cref="WeightSharingOptions.Retrained"/> best of that ranking from scratch, as they do otherwise.
    /// </summary>
    /// <remarks>
    /// The shared network is built and trained as <see cref="Network"/> and <see cref="SearchTraining"/> say, for the epochs of these options, and without
    /// averaging weights. Their <see cref="WeightSharingOptions.Controller"/> proposes, and <see cref="Strategy"/> has no effect; neither have their
    /// seed and checkpoint: the search's own seed counts, and a checkpoint is kept beside the journal. What was ranked, by perplexity, is in
    /// <see cref="NeuralArchitectureTransformer.ScoredArchitectures"/>.
    /// </remarks>
    /// <value>The default value is null: every trial trains a network from scratch.</value>
    public WeightSharingOptions? WeightSharing { get; set; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxTrials"/>
    [Range(1, int.MaxValue)]
    public int MaxTrials { get; set; } = NeuralArchitectureOptions.DefaultMaxTrials;

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxSearchTime"/>
    public TimeSpan? MaxSearchTime { get; set; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxEpochs"/>
    [Range(1L, long.MaxValue)]
    public long? MaxEpochs { get; set; }

    /// <summary>The validation perplexity that is good enough: the search ends when a trial has it, or a lower one.</summary>
    /// <value>The default value is null: none is.</value>
    [Range(1.0, double.MaxValue)]
    public double? TargetMetric { get; set; }

    /// <inheritdoc cref="NeuralArchitectureOptions.Scheduler"/>
    public SchedulerOptions? Scheduler { get; set; }

    /// <inheritdoc cref="NeuralArchitectureOptions.Workers"/>
    [Range(1, 256)]
    public int Workers { get; set; } = 1;

    /// <inheritdoc cref="NeuralArchitectureOptions.GpuDeviceIds"/>
    public IReadOnlyList<int>? GpuDeviceIds { get; set; }

    /// <summary>How many trained values the network may have; the embeddings, which the decoder shares, count once.</summary>
    /// <remarks>
    /// All cells of a <see cref="Space"/> have as many: with H hidden units, N searched nodes and a vocabulary of V words, (4 + 2·N)·H² in the cell,
    /// V·H embeddings and V biases. So this allows all architectures or none, and a search beyond it ends with an error before any training: lower
    /// <see cref="RecurrentNetworkOptions.HiddenSize"/>, <see cref="MaximumWords"/> or the space's nodes.
    /// </remarks>
    /// <value>The default value is null: any number.</value>
    [Range(1L, long.MaxValue)]
    public long? MaxParameters { get; set; }

    /// <summary>How many multiplications with addition the network may take for a word: to read it, and to foretell the next one.</summary>
    /// <remarks>
    /// All cells of a <see cref="Space"/> take as many, (4 + 2·N)·H² in the cell and V·H in the decoder, so that this allows all or none, as
    /// <see cref="MaxParameters"/> does. What cells differ in is how much of it can be done at once, which <see cref="MaxLatency"/> tells.
    /// </remarks>
    /// <value>The default value is null: any number.</value>
    [Range(1L, long.MaxValue)]
    public long? MaxMultiplyAdds { get; set; }

    /// <summary>
    /// How long the network may take for a text of 35 words, or of <see cref="MaximumLength"/> if that is less, as it is served: exported before any
    /// training, and run by ONNX Runtime behind ML.NET's own transformer, on the device of the <see cref="MLContext"/>. An architecture beyond
    /// that is not tried.
    /// </summary>
    /// <remarks>
    /// It is the median of 15 texts, one at a time, after 3 others; ONNX Runtime has as many threads as it takes by default, one for each core.
    /// Cells of one space differ in it: nodes that continue the same one are computed together, a chain of nodes one by one. Trials that train
    /// meanwhile, with <see cref="Workers"/>, and whatever else the machine does lengthen it.
    /// </remarks>
    /// <value>The default value is null: any time. Nothing is measured then.</value>
    public TimeSpan? MaxLatency { get; set; }

    /// <summary>How many bytes the final training may take on a CPU, by an estimate from the network's size, its batches and sequences.</summary>
    /// <remarks>All cells of a <see cref="Space"/> take as many, so that this allows all or none, as <see cref="MaxParameters"/> does.</remarks>
    /// <value>
    /// The default value is null: any number. A trial whose own training is estimated at more memory than there is on a CPU, or that runs out
    /// of memory on a GPU, is a failed trial in any case.
    /// </value>
    [Range(1L, long.MaxValue)]
    public long? MaxTrainingMemory { get; set; }

    /// <summary>
    /// Figures that are objectives beside the perplexity, one of those of <see cref="NetworkMeasurer"/>, of the final network:
    /// <see cref="NeuralArchitectureTransformer.ParetoFront"/> has the best compromises, and a weight lets the search go by them. Cells of one
    /// <see cref="Space"/> differ in <see cref="NetworkMeasurer.Latency"/> alone, measured as <see cref="MaxLatency"/> says.
    /// </summary>
    /// <value>The default value is empty: the perplexity alone counts.</value>
    public IList<MeasureObjective> Objectives { get; } = [];

    /// <inheritdoc cref="NeuralArchitectureOptions.JournalPath"/>
    public string? JournalPath { get; set; }

    /// <summary>
    /// Rows to validate on: trials are compared by them, and every training keeps the weights of its best epoch on them; null to hold out
    /// <see cref="ValidationFraction"/> of the training rows.
    /// </summary>
    public IDataView? ValidationSet { get; set; }

    /// <summary>The share of the rows that is held out where there is no <see cref="ValidationSet"/>, from the final training too.</summary>
    /// <value>The default value is 0.1; Penn Treebank has a twelfth for validation.</value>
    [Range(0.01, 0.9)]
    public double ValidationFraction { get; set; } = 0.1;

    /// <inheritdoc cref="PredictionOptions.Seed"/>
    public int? Seed { get; set; }

    /// <inheritdoc cref="PredictionOptions.Progress"/>
    public IProgress<NeuralArchitectureProgress>? Progress { get; set; }

    /// <inheritdoc cref="PredictionOptions.CancellationToken"/>
    public CancellationToken CancellationToken { get; set; }

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        SearchOptionsCheck.Validate(this);
        Network.Validate();
        SearchTraining?.Validate();
        FinalTraining?.Validate();
    }
}
