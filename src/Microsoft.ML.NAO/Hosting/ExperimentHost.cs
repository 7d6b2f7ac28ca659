using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;
using TorchSharp;

namespace Microsoft.ML.NAO.Hosting;

/// <summary>
/// The <see cref="MLContext"/> behind an <see cref="AutoCatalog"/>, which the catalog itself does not hand out. An experiment of one
/// empty trial does: it resolves a child context that carries the parent's device, its temporary folder and its log.
/// </summary>
internal sealed class ExperimentHost
{
    private torch.Device? _device;

    private ExperimentHost(MLContext context, int? seed)
    {
        Context = context;
        Seed = seed;
        Channel = ((IChannelProvider)context).Start("NeuralArchitecture");
        ServingContext = ServingDevice.Select(context, Channel);
    }

    /// <summary>A child of the user's context.</summary>
    public MLContext Context { get; }

    /// <summary>The device to train on: the GPU that the context names, or the CPU. What has to be said of the choice is said once.</summary>
    /// <exception cref="InvalidOperationException">There is no such GPU, and <see cref="MLContext.FallbackToCpu"/> is off.</exception>
    public torch.Device Device => _device ??= DeviceSelection.Select(Context, Channel);

    /// <summary>The context that networks are served with: the same, but where ONNX Runtime cannot use its GPU.</summary>
    public MLContext ServingContext { get; }

    /// <summary>Where messages go that reach the user's <see cref="MLContext.Log"/>.</summary>
    public IChannel Channel { get; }

    /// <summary>The seed of the user's context; null when it has none.</summary>
    public int? Seed { get; }

    /// <summary>Resolves the context. Takes about a millisecond after the first time.</summary>
    /// <exception cref="InvalidOperationException">The context names a GPU that cannot serve, and <see cref="MLContext.FallbackToCpu"/> is off.</exception>
    public static ExperimentHost Resolve(AutoCatalog catalog)
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings();
        MLContext? context = null;
        catalog.CreateExperiment(settings)
            .SetTuner(new EmptyTuner())
            .SetTrialRunner(services =>
            {
                context = (MLContext?)services.GetService(typeof(MLContext));
                return new EmptyTrialRunner();
            })
            .SetMaxModelToExplore(1)
            .Run();
        return new ExperimentHost(
            context ?? throw new InvalidOperationException("Microsoft.ML.AutoML gave no MLContext to the trial runner of an experiment."),
            settings.Seed);
    }

    private sealed class EmptyTuner : ITuner
    {
        public Parameter Propose(TrialSettings settings) => Parameter.CreateNestedParameter();

        public void Update(TrialResult result)
        {
        }
    }

    private sealed class EmptyTrialRunner : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) =>
            Task.FromResult(new TrialResult { TrialSettings = settings });

        public void Dispose()
        {
        }
    }
}
