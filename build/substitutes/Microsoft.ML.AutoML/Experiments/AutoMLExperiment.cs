using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>Runs trials one by one: a tuner proposes, a runner tries. What takes part is registered as a service, and the last registration counts.</summary>
public partial class AutoMLExperiment
{
    internal const string PipelineSearchspaceName = "_pipeline_";

    private const int PerformanceCheckIntervalInMilliseconds = 2000;

    private readonly AutoMLExperimentSettings _settings;
    private readonly ServiceCollection _services = new();
    private double _bestLoss = double.MaxValue;
    private TrialResult _bestTrial;

    public AutoMLExperiment(MLContext context, AutoMLExperimentSettings settings)
    {
        _settings = settings;
        _settings.Seed ??= ChildContexts.SeedOf(context);
        _settings.SearchSpace ??= new SearchSpace.SearchSpace();

        var children = new ChildContexts(context);
        _services.AddTransient(_ => children.Create());
        _services.AddSingleton(_settings);
        _services.AddSingleton(((IChannelProvider)context).Start(nameof(AutoMLExperiment)));
        this.SetPerformanceMonitor(PerformanceCheckIntervalInMilliseconds);
    }

    internal IServiceCollection ServiceCollection => _services;

    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds)
    {
        _settings.MaxExperimentTimeInSeconds = trainingTimeInSeconds;
        _services.AddScoped<IStopTrainingManager>(services =>
            new TimeoutTrainingStopManager(TimeSpan.FromSeconds(trainingTimeInSeconds), services.GetRequiredService<IChannel>()));
        return this;
    }

    public AutoMLExperiment SetMaxModelToExplore(int maxModel)
    {
        _settings.MaxModels = maxModel;
        _services.AddScoped<IStopTrainingManager>(_ => new MaxModelStopManager(maxModel));
        return this;
    }

    public AutoMLExperiment SetMaximumMemoryUsageInMegaByte(double value = double.MaxValue)
    {
        _settings.MaximumMemoryUsageInMegaByte = value;
        return this;
    }

    public AutoMLExperiment AddSearchSpace(string key, SearchSpace.SearchSpace searchSpace)
    {
        _settings.SearchSpace[key] = searchSpace;
        return this;
    }

    public AutoMLExperiment SetMonitor<TMonitor>(TMonitor monitor)
        where TMonitor : class, IMonitor
    {
        _services.AddSingleton<IMonitor>(monitor);
        return this;
    }

    public AutoMLExperiment SetMonitor<TMonitor>()
        where TMonitor : class, IMonitor
    {
        _services.AddSingleton<IMonitor, TMonitor>();
        return this;
    }

    public AutoMLExperiment SetMonitor<TMonitor>(Func<IServiceProvider, TMonitor> factory)
        where TMonitor : class, IMonitor
    {
        _services.AddSingleton<IMonitor>(factory);
        return this;
    }

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(TTrialRunner runner)
        where TTrialRunner : class, ITrialRunner
    {
        _services.AddSingleton<ITrialRunner>(runner);
        return this;
    }

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(Func<IServiceProvider, TTrialRunner> factory)
        where TTrialRunner : class, ITrialRunner
    {
        _services.AddTransient<ITrialRunner>(factory);
        return this;
    }

    public AutoMLExperiment SetTrialRunner<TTrialRunner>()
        where TTrialRunner : class, ITrialRunner
    {
        _services.AddTransient<ITrialRunner, TTrialRunner>();
        return this;
    }

    public AutoMLExperiment SetTuner<TTuner>(TTuner proposer)
        where TTuner : class, ITuner
        => SetTuner(_ => proposer);

    public AutoMLExperiment SetTuner<TTuner>(Func<IServiceProvider, TTuner> factory)
        where TTuner : class, ITuner
    {
        _services.AddSingleton<ITuner>(factory);
        return this;
    }

    public AutoMLExperiment SetTuner<TTuner>()
        where TTuner : class, ITuner
    {
        _services.AddSingleton<ITuner, TTuner>();
        return this;
    }

    /// <summary>Runs the experiment and returns its best trial. Failures come as <see cref="AggregateException" />.</summary>
    public TrialResult Run() => RunAsync().Result;
}
