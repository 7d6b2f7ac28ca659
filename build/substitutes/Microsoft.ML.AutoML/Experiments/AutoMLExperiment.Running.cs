using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

public partial class AutoMLExperiment
{
    /// <summary>Runs the experiment and returns its best trial, also when it is cancelled after the first one.</summary>
    /// <exception cref="TimeoutException">No trial came to a loss.</exception>
    public async Task<TrialResult> RunAsync(CancellationToken ct = default)
    {
        _services.AddScoped(services => CreateStop(services, ct));
        var run = new Services(_services.BuildServiceProvider());
        _settings.CancellationToken = ct;

        // The real package asks for a runner here, too; one from a type or a factory is never disposed.
        run.Provider.GetService<ITrialRunner>();
        var tuner = run.Provider.GetService<ITuner>();
        var trialId = run.Results?.GetAllTrialResults().Max(result => result.TrialSettings?.TrialId) + 1 ?? 0;
        while (!run.Stop.IsStopTrainingRequested())
        {
            var settings = new TrialSettings
            {
                TrialId = trialId++,
                Parameter = Parameter.CreateNestedParameter(),
                StartedAtUtc = DateTime.UtcNow,
            };
            settings.Parameter = tuner.Propose(settings);
            if (!await RunTrialAsync(settings, tuner, run).ConfigureAwait(false))
            {
                break;
            }
        }

        run.Results?.Save();
        return _bestTrial ?? throw new TimeoutException("Training time finished without completing a successful trial. Either no trial completed or the metric for all completed trials are NaN or Infinity");
    }

    private static AggregateTrainingStopManager CreateStop(IServiceProvider services, CancellationToken ct)
    {
        // Of each kind the last one set counts.
        var managers = services.GetServices<IStopTrainingManager>().GroupBy(manager => manager.GetType()).Select(group => group.Last());
        return new AggregateTrainingStopManager(managers.Append(new CancellationTokenStopTrainingManager(ct, services.GetRequiredService<IChannel>())));
    }

    /// <summary>Runs one trial; false means that the experiment is over.</summary>
    private async Task<bool> RunTrialAsync(TrialSettings settings, ITuner tuner, Services run)
    {
        var cancellation = new CancellationTokenSource();
        run.Monitor?.ReportRunningTrial(settings);
        run.Stop.AddTrainingStopManager(new CancellationTokenStopTrainingManager(cancellation.Token, null));
        void Cancel(object sender, EventArgs arguments) => cancellation.Cancel();
        try
        {
            using var performance = run.Provider.GetService<IPerformanceMonitor>();
            using var runner = run.Provider.GetRequiredService<ITrialRunner>();
            run.Stop.OnStopTraining += Cancel;
            performance.PerformanceMetricsUpdated += (_, metrics) => performance.OnPerformanceMetricsUpdatedHandler(settings, metrics, cancellation);
            performance.Start();
            run.Trace($"trial setting - {JsonSerializer.Serialize(settings)}");
            var result = await runner.RunAsync(settings, cancellation.Token).ConfigureAwait(false);
            result.PeakCpu = performance.GetPeakCpuUsage();
            result.PeakMemoryInMegaByte = performance.GetPeakMemoryUsageInMegaByte();
            result.TrialSettings.EndedAtUtc = DateTime.UtcNow;
            performance.Pause();
            Complete(result, tuner, run);
            return true;
        }
        catch (Exception exception) when (!run.Stop.IsStopTrainingRequested())
        {
            Fail(settings, exception, tuner, run);
            if (_bestTrial is null && exception is not (OperationCanceledException or OutOfMemoryException))
            {
                run.Trace($"trial fatal error - {JsonSerializer.Serialize(settings)}, stop training");
                throw;
            }

            return true;
        }
        catch (Exception) when (run.Stop.IsStopTrainingRequested())
        {
            run.Trace($"trial cancelled - {JsonSerializer.Serialize(settings)}, stop training");
            return false;
        }
        finally
        {
            run.Stop.OnStopTraining -= Cancel;
        }
    }

    private void Complete(TrialResult result, ITuner tuner, Services run)
    {
        run.Monitor?.ReportCompletedTrial(result);
        Record(result, tuner, run);

        // A loss that is not a number is smaller than none.
        if (result.Loss < _bestLoss)
        {
            _bestTrial = result;
            _bestLoss = result.Loss;
            run.Monitor?.ReportBestTrial(result);
        }
    }

    private static void Fail(TrialSettings settings, Exception exception, ITuner tuner, Services run)
    {
        run.Trace($"""

            Exception thrown during Trial {settings.TrialId} with configuration {JsonSerializer.Serialize(settings)}

            Exception Details: {exception.Message}

            Abandoning Trial {settings.TrialId} and continue training.

            """);
        settings.EndedAtUtc = DateTime.UtcNow;
        run.Monitor?.ReportFailTrial(settings, exception);
        Record(new TrialResult { TrialSettings = settings, Loss = double.MaxValue }, tuner, run);
    }

    private static void Record(TrialResult result, ITuner tuner, Services run)
    {
        tuner.Update(result);
        run.Results?.AddOrUpdateTrialResult(result);
        run.Stop.Update(result);
    }

    /// <summary>The services of one run.</summary>
    private sealed class Services(ServiceProvider provider)
    {
        private readonly IChannel _logger = provider.GetRequiredService<IChannel>();

        public ServiceProvider Provider => provider;

        public AggregateTrainingStopManager Stop { get; } = provider.GetRequiredService<AggregateTrainingStopManager>();

        public IMonitor Monitor { get; } = provider.GetService<IMonitor>();

        public ITrialResultManager Results { get; } = provider.GetService<ITrialResultManager>();

        public void Trace(string message) => _logger.Trace(MessageSensitivity.Unknown, message);
    }
}
