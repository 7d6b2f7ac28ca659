using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Studies;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>What evaluates a search's trials: an evaluator for each worker, on the devices that the options name.</summary>
internal sealed class SearchWorkers : IDisposable
{
    private readonly NetworkEvaluator[] _evaluators;
    private readonly Objective _objective;
    private readonly int _threads = torch.get_num_threads();

    public SearchWorkers(PredictionData data, NetworkFamily family, NeuralArchitectureOptions options, SampleDataset train, SampleDataset validation)
    {
        IEnumerable<torch.Device> devices = options.GpuDeviceIds is { } indices
            ? indices.Select(index => DeviceSelection.Select(index, $"{nameof(NeuralArchitectureOptions)}.{nameof(options.GpuDeviceIds)}", data.Host.Context, data.Host.Channel))
            : [DeviceSelection.Select(data.Host.Context, data.Host.Channel)];
        var scoring = new NetworkEvaluatorOptions { Training = family.SearchTraining, KeepBestNetwork = true };
        _evaluators =
        [
            .. devices.SelectMany(device => Enumerable.Repeat(device, options.Workers)).Select(device => new NetworkEvaluator(
                train, validation, (architecture, seed) => family.CreateSearchNetwork(architecture, seed, device), scoring)),
        ];
        _objective = _evaluators[0].Objective;
    }

    /// <summary>What trials measure.</summary>
    public Objective Objective => _objective;

    /// <summary>The evaluators, one for each worker.</summary>
    public IReadOnlyList<IArchitectureEvaluator> Evaluators => _evaluators;

    /// <summary>The best network that any of them has trained; null where none has.</summary>
    public EvaluatedNetwork? Best => _evaluators.Select(evaluator => evaluator.Best).OfType<EvaluatedNetwork>()
        .MaxBy(best => _objective.Maximize ? best.Metric : -best.Metric);

    public void Dispose()
    {
        foreach (NetworkEvaluator evaluator in _evaluators)
        {
            evaluator.Dispose();
        }

        // Each training sets the number of libtorch's threads and sets it back to what it found, which was another one's where two overlap.
        torch.set_num_threads(_threads);
    }
}
