using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Applies a network to all the samples of a data set, in evaluation mode and in batches.</summary>
public static class NetworkScorer
{
    private const int BatchSize = 256;

    /// <summary>Measures how well a network predicts the targets of a data set.</summary>
    /// <param name="network">The network. Its mode is afterwards what it was.</param>
    /// <param name="dataset">The samples, at least one.</param>
    /// <param name="cancellationToken">Ends the evaluation between two batches.</param>
    /// <exception cref="ArgumentException">The data set is empty, all of its weights are 0, or it is not what the network takes.</exception>
    public static PredictionFigures Evaluate(
        PredictionNetwork network, SampleDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        dataset.RequireSamples("data");
        float[] scores = Score(network, dataset, cancellationToken);
        return dataset.Targets is ValueTargets values
            ? FigureCalculator.Compare(scores, values, dataset.Weights)
            : FigureCalculator.Compare(scores, network.OutputCount, (ClassTargets)dataset.Targets, dataset.Weights);
    }

    /// <summary>The probability of each class for each sample, or the value.</summary>
    /// <param name="network">The network. Its mode is afterwards what it was.</param>
    /// <param name="dataset">The samples, at least one.</param>
    /// <param name="cancellationToken">Ends the scoring between two batches.</param>
    /// <returns>The probabilities or values: sample after sample, <see cref="PredictionNetwork.OutputCount"/> values each.</returns>
    /// <exception cref="ArgumentException">The data set is empty, or not what the network takes.</exception>
    public static float[] Score(PredictionNetwork network, SampleDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        network.CheckDataset(dataset);
        if (dataset.Count == 0)
        {
            throw new ArgumentException("The data set has no samples.", nameof(dataset));
        }

        bool wasTraining = network.training;
        network.eval();
        try
        {
            SampleBatcher batcher = dataset.CreateBatcher();
            SampleBuffer buffer = batcher.CreateBuffer(Math.Min(BatchSize, dataset.Count));
            var scores = new float[dataset.Count * network.OutputCount];
            int[] indices = [.. Enumerable.Range(0, dataset.Count)];
            for (int start = 0; start < dataset.Count; start += BatchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                using var noGradient = torch.no_grad();
                batcher.Fill(buffer, indices.AsSpan(start, Math.Min(BatchSize, dataset.Count - start)));
                var outputs = network.forward(buffer.ToDevice(network.Device).Inputs);
                (network.PredictsValue ? outputs : outputs.softmax(1)).cpu().data<float>().ToArray().CopyTo(scores, start * network.OutputCount);
            }

            return scores;
        }
        finally
        {
            network.train(wasTraining);
        }
    }
}
