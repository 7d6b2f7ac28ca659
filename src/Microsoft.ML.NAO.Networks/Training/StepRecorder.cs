using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// Sums up the losses and hits of an epoch's steps. The values come to the host at once on the CPU; on another device several steps at a
/// time, for each transfer waits until the device has caught up.
/// </summary>
internal sealed class StepRecorder
{
    private const int StepsPerTransfer = 16;

    private readonly int _epoch;
    private readonly int _interval;
    private readonly List<(torch.Tensor Values, int Batch, int Samples)> _pending = [];
    private double _lossSum;
    private double _hits;
    private int _samples;

    public StepRecorder(int epoch, torch.Device device)
    {
        _epoch = epoch;
        _interval = device.type == DeviceType.CPU ? 1 : StepsPerTransfer;
    }

    public double Loss => _lossSum / Math.Max(1, _samples);

    /// <summary>The share of the samples, by their weights, that were classified rightly; NaN where there are no classes.</summary>
    public double Accuracy => _hits / Math.Max(1, _samples);

    /// <summary>Records a step.</summary>
    /// <param name="loss">What it computed.</param>
    /// <param name="targets">The samples' classes or values.</param>
    /// <param name="weights">How much each sample counts; null for all alike.</param>
    /// <param name="batch">The number of the batch, from 1.</param>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public void Add(PredictionLoss loss, torch.Tensor targets, torch.Tensor? weights, int batch)
    {
        using var noGradient = torch.no_grad();
        var mean = loss.Mean.detach();
        var hits = targets.dtype == torch.int64 ? CountHits(loss.Outputs, targets, weights) : torch.full_like(mean, Scalars.NotANumber);
        var values = torch.stack([mean, hits], 0).DetachFromDisposeScope();
        _pending.Add((values, batch, (int)targets.shape[0]));
        if (_pending.Count >= _interval)
        {
            Flush();
        }
    }

    /// <summary>Brings what is pending to the host.</summary>
    public void Flush()
    {
        var pending = _pending.ToArray();
        _pending.Clear();
        var host = Array.ConvertAll(pending, step => ToHost(step.Values));
        for (int i = 0; i < pending.Length; i++)
        {
            float loss = host[i][0];
            if (!float.IsFinite(loss))
            {
                throw TrainingDivergedException.At(_epoch, pending[i].Batch, loss);
            }

            _lossSum += (double)loss * pending[i].Samples;
            _hits += host[i][1];
            _samples += pending[i].Samples;
        }
    }

    private static torch.Tensor CountHits(torch.Tensor logits, torch.Tensor classes, torch.Tensor? weights)
    {
        var hits = logits.argmax(1).eq(classes);
        return weights is null ? hits.sum(torch.float32) : hits.mul(weights).sum();
    }

    private static float[] ToHost(torch.Tensor values)
    {
        using (values)
        {
            using var onHost = values.cpu();
            return onHost.data<float>().ToArray();
        }
    }
}
