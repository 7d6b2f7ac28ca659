using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The work of <see cref="NeuralArchitectureEstimator.Fit"/>: a study, then the training of the best architecture.</summary>
internal sealed class ArchitectureSearch
{
    private readonly ImageTask _task;
    private readonly NeuralArchitectureOptions _options;
    private readonly FitReporter _reporter;
    private readonly int _seed;

    public ArchitectureSearch(ImageTask task, NeuralArchitectureOptions options)
    {
        _task = task;
        _options = options;
        _reporter = new FitReporter(options.Progress);
        _seed = options.Seed ?? task.Host.Seed ?? Random.Shared.Next();
    }

    /// <summary>Searches, trains and deploys.</summary>
    public NeuralArchitectureTransformer Run()
    {
        var (train, validation) = _task.Validation is { } given
            ? (_task.Images, given)
            : _task.Images.Split(_options.ValidationFraction, _seed);
        var scoring = new ImageClassificationEvaluatorOptions
        {
            Network = _options.SearchNetwork,
            Training = _options.SearchTraining,
            KeepBestNetwork = true,
        };
        using var workers = new SearchWorkers(_task, _options, train, validation, scoring);
        StudyResult study = new Study(
            _options.Space, ImageClassificationEvaluator.Objective, _options.Strategy, workers.Evaluators, StudyOptions()).Run(_options.CancellationToken);
        Log(study);
        return study.StopReason == StopReason.Cancelled ? DeployBestTrial(study, workers) : TrainAndDeploy(study, workers);
    }

    private StudyOptions StudyOptions()
    {
        var study = new StudyOptions
        {
            MaxTrials = _options.MaxTrials,
            MaxDuration = _options.MaxSearchTime,
            MaxEpochs = _options.MaxEpochs,
            TargetMetric = _options.TargetMetric,
            Scheduler = _options.Scheduler,
            Measurer = SearchLimits.CreateMeasurer(_task, _options),
            Seed = _seed,
            JournalPath = _options.JournalPath,
            EvaluationFingerprint = Fingerprint.Compute(_task, _options),
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
                _task, _options.Space.Decode(study.Best.Architecture), _options.FinalNetwork, _options.FinalTraining, _seed, _reporter, _options.CancellationToken);
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

    private NeuralArchitectureTransformer Deploy(StudyResult study, Trial trial, Networks.ConvolutionalNetwork network, bool cancelled) =>
        Deployment.Deploy(_task, network, (chain, file) => new NeuralArchitectureTransformer(chain, file, _options.Space, trial.Architecture)
        {
            Trials = [.. study.Trials],
            ParetoFront = [.. study.ParetoFront],
            ValidationMetric = trial.Metric,
            ParameterCount = network.Statistics.Parameters,
            Cancelled = cancelled,
        });

    private void Log(StudyResult study)
    {
        int Count(TrialState state) => study.Trials.Count(trial => trial.State == state);
        _task.Host.Channel.Info(
            MessageSensitivity.None,
            $"The search ended because {Explain(study.StopReason)}, after {study.Trials.Count} trials, {Count(TrialState.Failed)} of them failed, {study.ResumedTrials} from the journal. " +
            (study.Trials.Any(trial => trial.State is TrialState.Pruned or TrialState.Infeasible)
                ? $"{Count(TrialState.Pruned)} were stopped early, {Count(TrialState.Infeasible)} were beyond the limits and not tried. "
                : string.Empty) +
            $"Best: trial {study.Best.Number} with a validation accuracy of {study.Best.Metric:P2}.");
    }

    private string Explain(StopReason reason) => reason switch
    {
        StopReason.TrialBudget => "all of its trials were run",
        StopReason.TimeBudget => "its time was up",
        StopReason.EpochBudget => "all of its epochs were run",
        StopReason.TargetReached => $"an accuracy of {_options.TargetMetric:P2} was reached",
        StopReason.NothingFeasible => "nothing more was found within the limits",
        StopReason.WorkersLost => "all of its workers had failed",
        StopReason.Cancelled => "it was cancelled",
        StopReason.SpaceExhausted => $"the strategy '{_options.Strategy.Name}' knows no further architecture of the space '{_options.Space.Name}'",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason to stop."),
    };
}
