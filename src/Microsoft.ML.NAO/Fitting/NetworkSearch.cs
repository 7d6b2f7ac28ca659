using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.WeightSharing;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The work of an estimator that searches: a study, then the training of the best architecture.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="host">The context.</param>
/// <param name="options">What the user says of the search.</param>
/// <param name="space">The space.</param>
/// <param name="seed">The seed of everything random.</param>
internal abstract class NetworkSearch<TNetwork>(ExperimentHost host, ISearchOptions options, ArchitectureSpace space, int seed)
    where TNetwork : torch.nn.Module
{
    // Null where there is no journal, and before a run.
    private BestNetworkFile<TNetwork>? _bestFile;

    // Null where weights are not shared, and before a run.
    private SharedWeightsSearch? _sharedWeights;

    /// <summary>Is told how far it is.</summary>
    protected FitReporter Reporter { get; } = new(options.Progress, new TrialLog(host.Channel, space).Write);

    /// <summary>The seed of everything random.</summary>
    protected int Seed => seed;

    // After what the final training lacked.
    private string WhatToDo => options.JournalPath is null
        ? "A search with a journal could be run again for the final training alone."
        : "The journal keeps the search: run it again with that lowered, and only the final network is trained, unless it changes what trials train or what is measured of the final network.";

    /// <summary>What is tried first, unless told otherwise.</summary>
    protected virtual IReadOnlyList<Architecture> FirstArchitectures => [];

    /// <summary>Searches, trains and deploys.</summary>
    public NeuralArchitectureTransformer Run()
    {
        _sharedWeights = options.WeightSharing is null
            ? null
            : new SharedWeightsSearch(options, () => CreateSupernetTask(host.Device), ToMetric, seed, Reporter);
        StrategyOptions strategy = _sharedWeights is null ? options.Strategy : new SharedWeightsStrategyOptions(_sharedWeights);
        using var workers = new SearchWorkers<TNetwork>(host, options, CreateEvaluator);
        StudyOptions studyOptions = CreateStudyOptions();
        _bestFile = options.JournalPath is { } journal
            ? new BestNetworkFile<TNetwork>(journal, $"{studyOptions.EvaluationFingerprint} {seed}", space, workers.Objective, CreateNetwork, host.Channel)
            : null;
        WarnOfFinalMemory(studyOptions);
        StudyResult study = new Study(space, workers.Objective, strategy, workers.GetEvaluators(_bestFile), studyOptions).Run(options.CancellationToken);
        Log(study);
        return study.StopReason == StopReason.Cancelled ? DeployCancelled(study, workers) : TrainAndDeploy(study, workers);
    }

    /// <summary>A hash of all that a trial's outcome depends on beside its architecture and seed.</summary>
    protected abstract string ComputeFingerprint();

    /// <summary>Creates the network that all architectures share, with its data.</summary>
    protected abstract SupernetTask CreateSupernetTask(torch.Device device);

    /// <summary>Turns a score with shared weights into what trials are compared by. What is better stays better.</summary>
    protected virtual double ToMetric(double score) => score;

    /// <summary>Creates what evaluates trials on a device, and keeps the best network.</summary>
    /// <param name="device">The device.</param>
    /// <param name="trainingsAtOnce">How many trainings share the system's memory.</param>
    protected abstract TrainingEvaluator<TNetwork> CreateEvaluator(torch.Device device, int trainingsAtOnce);

    /// <summary>Creates a network as a trial does, with any weights.</summary>
    protected abstract TNetwork CreateNetwork(Architecture architecture);

    /// <summary>The trial whose architecture is served.</summary>
    protected virtual Trial Choose(StudyResult study) => study.Best;

    /// <summary>Creates the network that would be served, with any weights.</summary>
    protected abstract TNetwork CreateFinalNetwork(Architecture architecture);

    /// <summary>Throws where the final training on a CPU would take more memory than there is.</summary>
    /// <exception cref="InsufficientMemoryException">It would.</exception>
    protected abstract void RequireFinalMemory(Architecture architecture);

    /// <summary>Counts what the network that is served, and its training, cost, by the names of <see cref="NetworkMeasurer"/>.</summary>
    protected abstract Dictionary<string, double> CountCosts(TNetwork network);

    /// <summary>Runs a network as it is served.</summary>
    protected abstract TimeSpan MeasureLatency(TNetwork network, CancellationToken cancellationToken);

    /// <summary>Trains the network that is served, which a trial found.</summary>
    protected abstract TrainedNetwork<TNetwork> Train(Trial trial);

    /// <summary>The number of a network's weights.</summary>
    protected abstract long CountParameters(TNetwork network);

    /// <summary>Turns a network into a transformer.</summary>
    protected abstract NeuralArchitectureTransformer Deploy(
        TNetwork network, Func<TransformerChain<ITransformer>, ExportedModel, NeuralArchitectureTransformer> create);

    private StudyOptions CreateStudyOptions()
    {
        var study = new StudyOptions
        {
            MaxTrials = options.WeightSharing is { } sharing ? Math.Min(options.MaxTrials, sharing.Retrained) : options.MaxTrials,
            MaxDuration = options.MaxSearchTime,
            MaxEpochs = options.MaxEpochs,
            TargetMetric = options.TargetMetric,
            Scheduler = options.Scheduler,
            Seed = seed,
            JournalPath = options.JournalPath,

            // It goes over all data, and nobody but a journal asks for it.
            EvaluationFingerprint = options.JournalPath is null ? string.Empty : ComputeFingerprint(),
            Progress = Reporter,
        };
        if (options.WeightSharing is null)
        {
            foreach (Architecture architecture in options.FirstArchitectures?.Select(space.Parse) ?? FirstArchitectures)
            {
                study.FirstArchitectures.Add(architecture);
            }
        }

        SearchLimits.Add(options, study);
        if (SearchLimits.AreMeasured(options))
        {
            study.Measurer = new FinalNetworkMeasurer<TNetwork>(
                CreateFinalNetwork, CountCosts, SearchLimits.IsLatencyMeasured(options) ? MeasureLatency : null);
        }

        return study;
    }

    private NeuralArchitectureTransformer TrainAndDeploy(StudyResult study, SearchWorkers<TNetwork> workers)
    {
        Trial chosen = Choose(study);
        TrainedNetwork<TNetwork> trained;
        try
        {
            trained = Train(chosen);
        }
        catch (OperationCanceledException)
        {
            return DeployCancelled(study, workers);
        }
        catch (InsufficientMemoryException error)
        {
            // Another try would end here again, and the search took longer than the training would have.
            return DeployBestTrial(study, workers, cancelled: false, trial => host.Channel.Warning(
                MessageSensitivity.None,
                $"{error.Message} The final network was not trained; trial {trial.Number} is served with the network that the search has trained of it. {WhatToDo}"))
                ?? throw new InsufficientMemoryException($"{error.Message} {WhatToDo}", error);
        }

        using (trained)
        {
            return Deploy(study, chosen, trained.Network, cancelled: false);
        }
    }

    private NeuralArchitectureTransformer DeployCancelled(StudyResult study, SearchWorkers<TNetwork> workers) =>
        DeployBestTrial(study, workers, cancelled: true, _ => { }) ?? throw new OperationCanceledException(
            "The search was cancelled. Its finished trials are in the journal, but there is no network of any of them that could be returned: the file beside the journal is missing or damaged.",
            options.CancellationToken);

    // The network of the best trial exists already, in memory or beside the journal: nothing is left to train. Null where it is missing.
    private NeuralArchitectureTransformer? DeployBestTrial(StudyResult study, SearchWorkers<TNetwork> workers, bool cancelled, Action<Trial> tell)
    {
        EvaluatedNetwork<TNetwork>? loaded = _bestFile?.Load();
        using TNetwork? kept = loaded?.Network;
        EvaluatedNetwork<TNetwork>? best = workers.Best;
        if (loaded is not null && Find(study, loaded) is not null && workers.Objective.IsBetter(loaded.Metric, best?.Metric ?? double.NaN))
        {
            best = loaded;
        }

        if (best is null || Find(study, best) is not { } trial)
        {
            return null;
        }

        tell(trial);
        return Deploy(study, trial, best.Network, cancelled);
    }

    // An architecture that was chosen at random stands for all, which may take more or less.
    private void WarnOfFinalMemory(StudyOptions study)
    {
        Architecture architecture = study.FirstArchitectures.FirstOrDefault() ?? space.Sample(new Random(seed));
        try
        {
            RequireFinalMemory(architecture);
        }
        catch (Exception error) when (DeviceFailure.IsOutOfMemory(error))
        {
            host.Channel.Warning(
                MessageSensitivity.None,
                $"{error.Message} This is said of the architecture {space.Format(architecture)}, before the search; where it holds of the best one, that is served as the search has trained it.");
        }
    }

    private static Trial? Find(StudyResult study, EvaluatedNetwork<TNetwork> network) =>
        study.Trials.FirstOrDefault(trial => trial.Architecture.Equals(network.Architecture) && double.IsFinite(trial.Metric));

    private NeuralArchitectureTransformer Deploy(StudyResult study, Trial trial, TNetwork network, bool cancelled) =>
        Deploy(network, (chain, exported) => new NeuralArchitectureTransformer(chain, exported, space, trial.Architecture)
        {
            Trials = [.. study.Trials],
            ParetoFront = [.. study.ParetoFront],
            ScoredArchitectures = [.. _sharedWeights?.Pool ?? []],
            ValidationMetric = trial.Metric,
            ParameterCount = CountParameters(network),
            Cancelled = cancelled,
        });

    private void Log(StudyResult study)
    {
        int Count(TrialState state) => study.Trials.Count(trial => trial.State == state);
        host.Channel.Info(
            MessageSensitivity.None,
            $"The search ended because {Explain(study.StopReason)}, after {study.Trials.Count} trials, {Count(TrialState.Failed)} of them failed, {study.ResumedTrials} from the journal. " +
            (study.Trials.Any(trial => trial.State is TrialState.Pruned or TrialState.Infeasible)
                ? $"{Count(TrialState.Pruned)} were stopped early, {Count(TrialState.Infeasible)} were beyond the limits and not tried. "
                : string.Empty) +
            $"Best: trial {study.Best.Number} with a validation {study.Objective.MetricName} of {study.Best.Metric:g4}.");
    }

    private string Explain(StopReason reason) => reason switch
    {
        StopReason.TrialBudget => "all of its trials were run",
        StopReason.TimeBudget => "its time was up",
        StopReason.EpochBudget => "all of its epochs were run",
        StopReason.TargetReached => $"a metric of {options.TargetMetric:g4} was reached",
        StopReason.NothingFeasible => "nothing more was found within the limits",
        StopReason.WorkersLost => "all of its workers had failed",
        StopReason.Cancelled => "it was cancelled",
        StopReason.SpaceExhausted => $"the strategy knows no further architecture of the space '{space.Name}'",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason to stop."),
    };
}
