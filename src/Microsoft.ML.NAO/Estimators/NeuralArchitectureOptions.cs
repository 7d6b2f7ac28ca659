using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Schedulers;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO;

/// <summary>Options of a <see cref="NeuralArchitectureEstimator"/>.</summary>
public sealed class NeuralArchitectureOptions : PredictionOptions, ISearchOptions
{
    /// <summary>The default of <see cref="MaxTrials"/>.</summary>
    internal const int DefaultMaxTrials = 24;

    /// <summary>The default of <see cref="ValidationFraction"/>.</summary>
    internal const double DefaultValidationFraction = 0.2;

    /// <summary>The search strategy.</summary>
    /// <value>The default value is Neural Architecture Optimization with its default options.</value>
    [Required]
    public StrategyOptions Strategy { get; set; } = new NaoOptions();

    /// <summary>
    /// Architectures in their text form (<see cref="NeuralArchitectureTransformer.ArchitectureText"/>) that are tried before the strategy proposes any, and
    /// that it learns from: those of an earlier search, for example. They count as trials. With <see cref="WeightSharing"/> it has no effect.
    /// </summary>
    /// <value>The default value is null: for tables the linear model, otherwise none.</value>
    public IReadOnlyList<string>? FirstArchitectures { get; set; }

    /// <summary>
    /// How architectures are ranked with the weights of one network that all share (NAO-WS, Luo et al., NeurIPS 2018, section 4), instead of by a
    /// training of each; trials then train the <see cref="WeightSharingOptions.Retrained"/> best of that ranking from scratch, as they do
    /// otherwise. For images with classes.
    /// </summary>
    /// <remarks>
    /// The shared network is built and trained as <see cref="ImageNetworkOptions.SearchNetwork"/> and <see cref="ImageNetworkOptions.SupernetTraining"/> say,
    /// for the epochs of these options. Their <see cref="WeightSharingOptions.Controller"/> proposes, and <see cref="Strategy"/> has no effect; neither
    /// have their seed and checkpoint: the search's own seed counts, and a checkpoint is kept beside the journal. What was ranked is in
    /// <see cref="NeuralArchitectureTransformer.ScoredArchitectures"/>.
    /// </remarks>
    /// <value>The default value is null: every trial trains a network from scratch.</value>
    public WeightSharingOptions? WeightSharing { get; set; }

    /// <summary>How many architectures are tried at the most.</summary>
    /// <value>The default value is 24: eight random architectures, and sixteen that NAO proposes one by one. The paper's search tries 1,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxTrials { get; set; } = DefaultMaxTrials;

    /// <summary>How long the search takes at the most; no trial begins after that. The training of the final network comes on top.</summary>
    /// <value>The default value is null: as long as <see cref="MaxTrials"/> take.</value>
    public TimeSpan? MaxSearchTime { get; set; }

    /// <summary>
    /// How many epochs all trials together take at the most; no trial begins after that. The training of the final network comes on top.
    /// </summary>
    /// <value>The default value is null: as many as <see cref="MaxTrials"/> take.</value>
    [Range(1L, long.MaxValue)]
    public long? MaxEpochs { get; set; }

    /// <summary>
    /// The validation metric that is good enough, an accuracy between 0 and 1, or a root mean squared error in the label's unit: the search ends when a
    /// trial has it.
    /// </summary>
    /// <value>The default value is null: none is.</value>
    [Range(0.0, double.MaxValue)]
    public double? TargetMetric { get; set; }

    /// <summary>
    /// What stops weak trials early, by their validation metric after each epoch of a trial's training: successive halving
    /// (<see cref="AshaOptions"/>), for example. It pays off when trials train for many epochs.
    /// </summary>
    /// <value>The default value is null: every trial trains to its end.</value>
    public SchedulerOptions? Scheduler { get; set; }

    /// <summary>
    /// How many trials run at once, each on a thread of its own. With more than one, the same seed no longer leads to the same search, since
    /// the strategy proposes by what has finished when it is asked. On a CPU, more trials than processors gain nothing.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Range(1, 256)]
    public int Workers { get; set; } = 1;

    /// <summary>
    /// The GPUs that trials run on, by their indices: <see cref="Workers"/> for each. The final network is trained on that of the
    /// <see cref="MLContext"/>.
    /// </summary>
    /// <value>The default value is null: the device of the <see cref="MLContext"/> alone.</value>
    public IReadOnlyList<int>? GpuDeviceIds { get; set; }

    /// <summary>How many trained values the final network may have. An architecture beyond that is not tried.</summary>
    /// <value>The default value is null: any number.</value>
    [Range(1L, long.MaxValue)]
    public long? MaxParameters { get; set; }

    /// <summary>How many multiplications with addition the final network may take for an image. An architecture beyond that is not tried.</summary>
    /// <value>The default value is null: any number.</value>
    [Range(1L, long.MaxValue)]
    public long? MaxMultiplyAdds { get; set; }

    /// <summary>
    /// How long the final network may take for a row as it is served: exported before any training, and run by ONNX Runtime behind ML.NET's own
    /// transformer, on the device of the <see cref="MLContext"/>. An architecture beyond that is not tried.
    /// </summary>
    /// <remarks>
    /// It is the median of 15 rows, one at a time, after 3 others, the first of the training rows; ONNX Runtime has as many threads as it takes by
    /// default, one for each core. Trials that train meanwhile, with <see cref="Workers"/>, and whatever else the machine does lengthen it.
    /// </remarks>
    /// <value>The default value is null: any time. Nothing is measured then.</value>
    public TimeSpan? MaxLatency { get; set; }

    /// <summary>
    /// How many bytes the training of the final network may take, by an estimate from its layers. An architecture beyond that is not tried.
    /// </summary>
    /// <value>
    /// The default value is null: any number. A trial whose own training is estimated at more memory than there is on a CPU, or that runs out
    /// of memory on a GPU, is a failed trial in any case.
    /// </value>
    [Range(1L, long.MaxValue)]
    public long? MaxTrainingMemory { get; set; }

    /// <summary>
    /// Figures that are objectives beside the metric, one of those of <see cref="NetworkMeasurer"/>, of the final network:
    /// <see cref="NeuralArchitectureTransformer.ParetoFront"/> has the best compromises, and a weight lets the search go by them.
    /// </summary>
    /// <value>The default value is empty: the metric alone counts.</value>
    public IList<MeasureObjective> Objectives { get; } = [];

    /// <summary>
    /// In how many folds trials cross-validate an architecture, when there is no <see cref="PredictionOptions.ValidationSet"/>: a network is trained for
    /// each fold, and measured on the rows of all. With 1, one network is trained, and measured on the <see cref="ValidationFraction"/>. The final
    /// network is trained on all rows.
    /// </summary>
    /// <value>
    /// The default value is null: 5 for tables of 10 to 1,999 rows, which are soon trained on, and of which a fifth tells too little; otherwise 1.
    /// </value>
    [Range(1, 100)]
    public int? NumberOfFolds { get; set; }

    /// <summary>
    /// The share of the rows that trials hold out to measure an architecture, when there is no <see cref="PredictionOptions.ValidationSet"/>, and no
    /// cross-validation. The final network is trained on all rows.
    /// </summary>
    /// <value>The default value is 0.2; the paper holds out a tenth of CIFAR-10's 50,000 images.</value>
    [Range(0.01, 0.9)]
    public double ValidationFraction { get; set; } = DefaultValidationFraction;

    /// <summary>
    /// The file that all that happens is written to before it has an effect; <see cref="Study.Read(string)"/> reads it, at any time. A search with the same data and options that finds
    /// the file goes on after its last trial; null for no file. Beside it lie its lock, the strategy's state and the network of the best trial (<c>.best</c>), which a
    /// search that is cancelled returns.
    /// </summary>
    public string? JournalPath { get; set; }

    internal override void Validate()
    {
        base.Validate();
        SearchOptionsCheck.Validate(this);
    }
}
