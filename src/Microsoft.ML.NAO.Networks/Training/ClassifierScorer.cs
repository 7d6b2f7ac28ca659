using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Applies a network to all the images of a data set, in evaluation mode and in batches.</summary>
public static class ClassifierScorer
{
    private const int BatchSize = 256;

    /// <summary>Measures how well a network classifies a data set.</summary>
    /// <param name="network">The network. Its mode is afterwards what it was.</param>
    /// <param name="dataset">The images, at least one.</param>
    /// <param name="cancellationToken">Ends the evaluation between two batches.</param>
    /// <exception cref="ArgumentException">The data set is empty, or its images have another shape than the network's.</exception>
    public static ClassificationFigures Evaluate(
        ConvolutionalNetwork network, ImageDataset dataset, CancellationToken cancellationToken = default)
    {
        float[] probabilities = Score(network, dataset, cancellationToken);
        int classes = network.ClassCount;
        int hits = 0;
        double logLoss = 0;
        for (int i = 0; i < dataset.Count; i++)
        {
            var row = probabilities.AsSpan(i * classes, classes);
            int label = dataset.Labels[i];
            int best = 0;
            for (int c = 1; c < classes; c++)
            {
                best = row[c] > row[best] ? c : best;
            }

            hits += best == label ? 1 : 0;
            logLoss -= Math.Log(Math.Max(row[label], float.Epsilon));
        }

        return new ClassificationFigures((double)hits / dataset.Count, logLoss / dataset.Count);
    }

    /// <summary>The probability of each class for each image.</summary>
    /// <param name="network">The network. Its mode is afterwards what it was.</param>
    /// <param name="dataset">The images, at least one.</param>
    /// <param name="cancellationToken">Ends the scoring between two batches.</param>
    /// <returns>The probabilities: image after image, <see cref="ConvolutionalNetwork.ClassCount"/> values each.</returns>
    /// <exception cref="ArgumentException">The data set is empty, or its images have another shape than the network's.</exception>
    public static float[] Score(ConvolutionalNetwork network, ImageDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        network.CheckShape(dataset);
        if (dataset.Count == 0)
        {
            throw new ArgumentException("The data set has no images.", nameof(dataset));
        }

        bool wasTraining = network.training;
        network.eval();
        try
        {
            var batcher = new ImageBatcher(dataset);
            var buffer = new ImageBuffer(dataset.Shape, Math.Min(BatchSize, dataset.Count));
            var probabilities = new float[dataset.Count * network.ClassCount];
            int[] indices = [.. Enumerable.Range(0, dataset.Count)];
            for (int start = 0; start < dataset.Count; start += BatchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                using var noGradient = torch.no_grad();
                batcher.Fill(buffer, indices.AsSpan(start, Math.Min(BatchSize, dataset.Count - start)));
                network.forward(buffer.ToDevice(network.Device).Images).softmax(1).cpu().data<float>().ToArray().CopyTo(probabilities, start * network.ClassCount);
            }

            return probabilities;
        }
        finally
        {
            network.train(wasTraining);
        }
    }
}
