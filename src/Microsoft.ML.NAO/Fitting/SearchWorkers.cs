using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Studies;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>What evaluates a search's trials: an evaluator for each worker, on the devices that the options name.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
internal sealed class SearchWorkers<TNetwork> : IDisposable
    where TNetwork : torch.nn.Module
{
    private readonly TrainingEvaluator<TNetwork>[] _evaluators;
    private readonly Objective _objective;
    private readonly int _threads = torch.get_num_threads();

    /// <param name="host">The context, whose device is used where the options name none.</param>
    /// <param name="options">The devices, and the number of workers on each.</param>
    /// <param name="createEvaluator">Creates the evaluator of a worker on a device, of as many workers that share the system's memory.</param>
    public SearchWorkers(ExperimentHost host, ISearchOptions options, Func<torch.Device, int, TrainingEvaluator<TNetwork>> createEvaluator)
    {
        IEnumerable<torch.Device> devices = options.GpuDeviceIds is { } indices
            ? indices.Select(index => DeviceSelection.Select(index, $"{options.GetType().Name}.{nameof(options.GpuDeviceIds)}", host.Context, host.Channel))
            : [host.Device];
        torch.Device[] workers = [.. devices.SelectMany(device => Enumerable.Repeat(device, options.Workers))];
        int onCpu = workers.Count(device => device.type == DeviceType.CPU);
        _evaluators = [.. workers.Select(device => createEvaluator(device, Math.Max(1, onCpu)))];
        _objective = _evaluators[0].Objective;
    }

    /// <summary>What trials measure.</summary>
    public Objective Objective => _objective;

    /// <summary>The evaluators, one for each worker.</summary>
    /// <param name="file">Where the best network is put down; null for nowhere.</param>
    public IReadOnlyList<IArchitectureEvaluator> GetEvaluators(BestNetworkFile<TNetwork>? file) =>
        file is null ? _evaluators : [.. _evaluators.Select(evaluator => new KeepingEvaluator<TNetwork>(evaluator, file))];

    /// <summary>The best network that any of them has trained; null where none has.</summary>
    public EvaluatedNetwork<TNetwork>? Best => _evaluators.Select(evaluator => evaluator.Best).OfType<EvaluatedNetwork<TNetwork>>()
        .MaxBy(best => _objective.Maximize ? best.Metric : -best.Metric);

    public void Dispose()
    {
        foreach (TrainingEvaluator<TNetwork> evaluator in _evaluators)
        {
            evaluator.Dispose();
        }

        // Each training sets the number of libtorch's threads and sets it back to what it found, which was another one's where two overlap.
        torch.set_num_threads(_threads);
    }
}
