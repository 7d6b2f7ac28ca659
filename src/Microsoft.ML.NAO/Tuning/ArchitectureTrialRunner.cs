using System.Diagnostics;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.NAO.Tuning;

/// <summary>
/// Runs the trials of an <see cref="AutoMLExperiment"/> whose <see cref="NaoTuner"/> proposes the architecture alone: builds the pipeline of an
/// architecture, fits it, and measures it.
/// </summary>
/// <remarks>
/// <code>
/// var runner = new ArchitectureTrialRunner(
///     (architecture, token) => mlContext.Auto().NeuralNetwork(architecture, new NeuralNetworkOptions { CancellationToken = token }),
///     train, validation, scored => mlContext.Regression.Evaluate(scored).RSquared, isMaximize: true);
/// var best = mlContext.Auto().CreateExperiment()
///     .SetTuner(new NaoTuner(new FeedForwardSpace()))
///     .SetTrialRunner(runner)
///     .SetMaxModelToExplore(50)
///     .Run();
/// </code>
/// A pipeline with other options beside the architecture has AutoML's own runner: put an <see cref="ArchitectureOption"/> into its search space.
/// The experiment disposes a runner after each trial; this one can be used again.
/// </remarks>
public sealed class ArchitectureTrialRunner : ITrialRunner
{
    private readonly Func<string, CancellationToken, IEstimator<ITransformer>> _createPipeline;
    private readonly IDataView _train;
    private readonly IDataView _validation;
    private readonly Func<IDataView, double> _measure;
    private readonly bool _isMaximize;
    private readonly string _parameterName;

    /// <summary>Creates a runner.</summary>
    /// <param name="createPipeline">
    /// Creates what is fitted: of the architecture as text, and of what cancels the trial, such as <c>NeuralNetwork</c> with steps before and after it.
    /// </param>
    /// <param name="train">The rows that it is fitted on.</param>
    /// <param name="validation">The rows that it is measured on.</param>
    /// <param name="measure">The metric of those rows as the fitted pipeline transforms them, such as an evaluator's accuracy or error.</param>
    /// <param name="isMaximize">Whether more of the metric is better. The trial's loss is the metric, with the sign turned where more is better.</param>
    /// <param name="parameterName">The name of the parameter with the architecture, as the tuner has it.</param>
    public ArchitectureTrialRunner(
        Func<string, CancellationToken, IEstimator<ITransformer>> createPipeline,
        IDataView train,
        IDataView validation,
        Func<IDataView, double> measure,
        bool isMaximize,
        string parameterName = NaoTuner.DefaultParameterName)
    {
        ArgumentNullException.ThrowIfNull(createPipeline);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentException.ThrowIfNullOrEmpty(parameterName);
        _createPipeline = createPipeline;
        _train = train;
        _validation = validation;
        _measure = measure;
        _isMaximize = isMaximize;
        _parameterName = parameterName;
    }

    /// <summary>Runs a trial, on the thread that calls.</summary>
    /// <param name="settings">The trial, with the architecture among its parameters.</param>
    /// <param name="ct">Cancels it, where the pipeline takes heed of what it was given.</param>
    /// <returns>The fitted pipeline, its metric, its loss, and how long both took.</returns>
    /// <exception cref="ArgumentException">The trial has no such parameter.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string architecture = settings.Parameter.TryGetValue(_parameterName, out Parameter? text) ? text.AsType<string>() : throw new ArgumentException(
            $"The trial {settings.TrialId} has no parameter '{_parameterName}' with an architecture. Set a {nameof(NaoTuner)} of an architecture space and of the same name as the experiment's tuner.", nameof(settings));
        ct.ThrowIfCancellationRequested();
        var watch = Stopwatch.StartNew();
        ITransformer model = _createPipeline(architecture, ct).Fit(_train);
        try
        {
            double metric = _measure(model.Transform(_validation));
            return Task.FromResult(new TrialResult
            {
                TrialSettings = settings,
                Model = model,
                Metric = metric,
                Loss = _isMaximize ? -metric : metric,
                DurationInMilliseconds = watch.Elapsed.TotalMilliseconds,
            });
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>Does nothing: models belong to whoever gets them.</summary>
    public void Dispose()
    {
    }
}
