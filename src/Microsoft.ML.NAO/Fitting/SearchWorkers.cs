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
    private readonly ImageClassificationEvaluator[] _evaluators;

    public SearchWorkers(
        ImageTask task, NeuralArchitectureOptions options, ImageDataset train, ImageDataset validation, ImageClassificationEvaluatorOptions scoring)
    {
        IEnumerable<torch.Device> devices = options.GpuDeviceIds is { } indices
            ? indices.Select(index => DeviceSelection.Select(index, $"{nameof(NeuralArchitectureOptions)}.{nameof(options.GpuDeviceIds)}", task.Host.Context, task.Host.Channel))
            : [DeviceSelection.Select(task.Host.Context, task.Host.Channel)];
        _evaluators =
        [
            .. devices.SelectMany(device => Enumerable.Repeat(device, options.Workers))
                .Select(device => new ImageClassificationEvaluator(options.Space, train, validation, scoring, device)),
        ];
    }

    /// <summary>The evaluators, one for each worker.</summary>
    public IReadOnlyList<IArchitectureEvaluator> Evaluators => _evaluators;

    /// <summary>The best network that any of them has trained; null where none has.</summary>
    public EvaluatedNetwork? Best => _evaluators.Select(evaluator => evaluator.Best).OfType<EvaluatedNetwork>().MaxBy(best => best.Accuracy);

    public void Dispose()
    {
        foreach (ImageClassificationEvaluator evaluator in _evaluators)
        {
            evaluator.Dispose();
        }
    }
}
