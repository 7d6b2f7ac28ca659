using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>
/// Measures the accuracy of paths through a supernet in evaluation mode, on batches that are assembled once for all of them. It changes
/// nothing of the supernet.
/// </summary>
/// <remarks>The authors' code leaves dropout on while it scores, which adds noise and nothing else; here it is off.</remarks>
internal sealed class ImagePathScorer : IDisposable
{
    private readonly ConvolutionalSupernet _supernet;
    private readonly PathScoringOptions _options;
    private readonly SampleBatch[] _batches;
    private readonly SampleBatch[] _calibration = [];
    private readonly bool _wasTraining;
    private int _next;

    /// <param name="supernet">The supernet.</param>
    /// <param name="train">The images that statistics are recomputed on.</param>
    /// <param name="validation">The images to classify.</param>
    /// <param name="options">How to score.</param>
    /// <param name="seed">Decides which images, where these are not all.</param>
    public ImagePathScorer(ConvolutionalSupernet supernet, ImageDataset train, ImageDataset validation, PathScoringOptions options, int seed)
    {
        _supernet = supernet;
        _options = options;
        _wasTraining = supernet.training;
        supernet.eval();
        var random = new Random(seed);
        _batches = Assemble(validation, options is { Batches: not null, SameBatches: true } ? options.Batches : null, random);
        if (options.Statistics == PathStatistics.Recomputed)
        {
            _calibration = Assemble(train, options.RecomputedBatches, random);
        }
    }

    /// <summary>The accuracy of an architecture's path.</summary>
    public double Score(Architecture architecture)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        ConvolutionalPath path = _supernet.GetPath(architecture);
        SetStatistics(path);
        var hits = torch.zeros([1], torch.float64, _supernet.Device);
        var total = torch.zeros([1], torch.float64, _supernet.Device);
        foreach (SampleBatch batch in ChooseBatches())
        {
            using var step = torch.NewDisposeScope();
            var right = _supernet.Compute(path, batch.Inputs).Logits.argmax(1).eq(batch.Targets);
            if (batch.Weights is { } weights)
            {
                hits.add_(right.mul(weights).sum());
                total.add_(weights.sum());
            }
            else
            {
                hits.add_(right.sum());
                using Scalar count = batch.Targets.shape[0];
                total.add_(count);
            }
        }

        return hits.div(total).cpu().item<double>();
    }

    public void Dispose()
    {
        foreach (SampleBatch batch in _batches.Concat(_calibration))
        {
            batch.Inputs.Dispose();
            batch.Targets.Dispose();
            batch.Weights?.Dispose();
        }

        _supernet.Normalization.UseRunning();
        _supernet.train(_wasTraining);
    }

    private void SetStatistics(ConvolutionalPath path)
    {
        switch (_options.Statistics)
        {
            case PathStatistics.Batch:
                _supernet.Normalization.UseBatch();
                return;
            case PathStatistics.Running:
                _supernet.Normalization.UseRunning();
                return;
        }

        for (int batch = 0; batch < _calibration.Length; batch++)
        {
            using var step = torch.NewDisposeScope();
            _supernet.Normalization.Collect(batch + 1);
            _supernet.Compute(path, _calibration[batch].Inputs);
        }

        _supernet.Normalization.UseCollected();
    }

    private IEnumerable<SampleBatch> ChooseBatches()
    {
        if (_options.SameBatches || _options.Batches is not { } count)
        {
            return _batches;
        }

        int start = _next;
        _next = (_next + count) % _batches.Length;
        return Enumerable.Range(start, Math.Min(count, _batches.Length)).Select(batch => _batches[batch % _batches.Length]);
    }

    /// <summary>Batches of nearly equal size, none larger than the options say.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="count">How many batches; null for all images.</param>
    /// <param name="random">Shuffles the images.</param>
    private SampleBatch[] Assemble(ImageDataset dataset, int? count, Random random)
    {
        int[] order = [.. Enumerable.Range(0, dataset.Count)];
        random.Shuffle(order);
        int images = count is { } limit ? (int)Math.Min(dataset.Count, (long)limit * _options.BatchSize) : dataset.Count;
        int batches = (images + _options.BatchSize - 1) / _options.BatchSize;
        var batcher = new ImageBatcher(dataset);
        return
        [
            .. Enumerable.Range(0, batches).Select(batch =>
            {
                using var scope = torch.NewDisposeScope();
                int start = (int)((long)images * batch / batches);
                int end = (int)((long)images * (batch + 1) / batches);
                SampleBuffer buffer = batcher.CreateBuffer(end - start);
                batcher.Fill(buffer, order.AsSpan(start, end - start));
                var (pixels, labels, weights) = buffer.ToDevice(_supernet.Device);
                return new SampleBatch(pixels.DetachFromDisposeScope(), labels.DetachFromDisposeScope(), weights?.DetachFromDisposeScope());
            }),
        ];
    }
}
