using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The work of <see cref="NeuralArchitectureEstimator.Fit"/>: a study, then the training of the best architecture.</summary>
internal sealed class ArchitectureSearch
{
    private readonly PredictionData _data;
    private readonly NeuralArchitectureOptions _options;
    private readonly FitReporter _reporter;
    private readonly int _seed;
    private readonly NetworkFamily _family;
    private SharedWeightsSearch? _sharedWeights;

    public ArchitectureSearch(PredictionData data, NeuralArchitectureOptions options)
    {
        _data = data;
        _options = options;
        _family = NetworkFamily.For(data, options);
        _reporter = new FitReporter(options.Progress);
        _seed = options.Seed ?? data.Host.Seed ?? Random.Shared.Next();
    }

    /// <summary>Searches, trains and deploys.</summary>
    public NeuralArchitectureTransformer Run()
    {
        var (train, validation) = _data.Validation is { } given
            ? (_data.Train, given)
            : _data.Train.Split(_options.ValidationFraction, _seed);
        using var workers = new SearchWorkers(_data, _family, _options, train, validation);
        _sharedWeights = _options.WeightSharing is null ? null : CreateSharedWeights(train, validation);
        StrategyOptions strategy = _sharedWeights is { } search ? new SharedWeightsStrategyOptions(search) : _options.Strategy;
        StudyResult study = new Study(_family.Space, workers.Objective, strategy, workers.Evaluators, StudyOptions()).Run(_options.CancellationToken);
        Log(study);
        return study.StopReason == StopReason.Cancelled ? DeployBestTrial(study, workers) : TrainAndDeploy(study, workers);
    }

    private SharedWeightsSearch CreateSharedWeights(SampleDataset train, SampleDataset validation) =>
        train is ImageDataset { Targets: ClassTargets, Weights.IsEmpty: true } images
            ? new SharedWeightsSearch(
                _options, images, (ImageDataset)validation, _seed, DeviceSelection.Select(_data.Host.Context, _data.Host.Channel), _reporter)
            : throw new ArgumentException(
                $"{nameof(NeuralArchitectureOptions)}.{nameof(_options.WeightSharing)} is for images with classes and without example weights; the column '{_data.Features.Column.Name}' of type {_data.Features.Column.Type} is to predict '{_data.Label.Column.Name}' of type {_data.Label.Column.Type}.");

    private StudyOptions StudyOptions()
    {
        var study = new StudyOptions
        {
            MaxTrials = _options.WeightSharing is { } shared ? Math.Min(_options.MaxTrials, shared.Retrained) : _options.MaxTrials,
            MaxDuration = _options.MaxSearchTime,
            MaxEpochs = _options.MaxEpochs,
            TargetMetric = _options.TargetMetric,
            Scheduler = _options.Scheduler,
            Measurer = SearchLimits.CreateMeasurer(_data, _family, _options),
            Seed = _seed,
            JournalPath = _options.JournalPath,
            EvaluationFingerprint = Fingerprint.Compute(_data, _family, _options),
            Progress = _reporter,
        };
        foreach (MeasureLimit limit in SearchLimits.Create(_options))
        {
            study.Limits.Add(limit);
        }

        foreach (MeasureObjective objective in _options.Objectives)
        {
            study.Objectives.Add(objective);
        }

        return study;
    }

    private NeuralArchitectureTransformer TrainAndDeploy(StudyResult study, SearchWorkers workers)
    {
        TrainedNetwork trained;
        try
        {
            trained = FinalTrainer.Train(
                _data, _family, study.Best.Architecture, _seed, _reporter, _options.CancellationToken);
        }
        catch (OperationCanceledException) when (workers.Best is not null)
        {
            return DeployBestTrial(study, workers);
        }

        using (trained)
        {
            return Deploy(study, study.Best, trained.Network, cancelled: false);
        }
    }

    // The network of the best trial exists already: nothing is left to train.
    private NeuralArchitectureTransformer DeployBestTrial(StudyResult study, SearchWorkers workers)
    {
        if (workers.Best is not { } best)
        {
            throw new OperationCanceledException(
                "The search was cancelled. Its finished trials are in the journal, but no network was trained in this run that could be returned.",
                _options.CancellationToken);
        }

        Trial trial = study.Trials.First(trial => trial.Architecture.Equals(best.Architecture));
        return Deploy(study, trial, best.Network, cancelled: true);
    }

    private NeuralArchitectureTransformer Deploy(StudyResult study, Trial trial, PredictionNetwork network, bool cancelled) =>
        Deployment.Deploy(_data, network, (chain, file) => new NeuralArchitectureTransformer(chain, file, _family.Space, trial.Architecture)
        {
            Trials = [.. study.Trials],
            ParetoFront = [.. study.ParetoFront],
            ScoredArchitectures = [.. _sharedWeights?.Pool ?? []],
            ValidationMetric = trial.Metric,
            ParameterCount = network.Statistics.Parameters,
            Cancelled = cancelled,
        });

    private void Log(StudyResult study)
    {
        int Count(TrialState state) => study.Trials.Count(trial => trial.State == state);
        _data.Host.Channel.Info(
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
        StopReason.TargetReached => $"a metric of {_options.TargetMetric:g4} was reached",
        StopReason.NothingFeasible => "nothing more was found within the limits",
        StopReason.WorkersLost => "all of its workers had failed",
        StopReason.Cancelled => "it was cancelled",
        StopReason.SpaceExhausted => $"the strategy knows no further architecture of the space '{_family.Space.Name}'",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason to stop."),
    };
}
