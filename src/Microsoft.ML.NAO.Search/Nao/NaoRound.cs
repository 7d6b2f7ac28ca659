using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>One round of NAO: trains the model on what was evaluated, and generates new architectures with it.</summary>
internal sealed class NaoRound(ArchitectureSpace space, Objective objective, NaoOptions options)
{
    /// <summary>Runs the round. Nothing of it remains if it is cancelled.</summary>
    /// <param name="completed">The completed trials, at least two.</param>
    /// <param name="weights">Where training starts; null for new weights.</param>
    /// <param name="seed">The seed of the round.</param>
    /// <param name="isNew">Whether an architecture in canonical form was not proposed before.</param>
    /// <param name="cancellationToken">Checked between batches.</param>
    public NaoRoundResult Run(
        IReadOnlyList<Trial> completed, float[][]? weights, int seed, Func<Architecture, bool> isNew, CancellationToken cancellationToken)
    {
        using var singleThread = SingleThread.Enter();

        // Evaluators use libtorch's generator too, and must not change what a round does.
        manual_seed(seed);
        using var model = new NaoModel(space, options);
        if (weights is not null)
        {
            model.SetWeights(weights);
        }

        Architecture[] architectures = [.. completed.Select(trial => trial.Architecture)];
        float[] targets = TargetScaler.Scale([.. completed.Select(trial => trial.Metric)], objective.Maximize, options.TargetScaling);
        NaoTrainingSummary training = new NaoTrainer(options).Train(model, architectures, targets, new Random(seed), cancellationToken);
        if (!double.IsFinite(training.SquaredError) || !double.IsFinite(training.CrossEntropy))
        {
            return new NaoRoundResult([], null, ImmutableDictionary<string, double>.Empty);
        }

        Architecture[] seeds = [.. targets.Index().OrderByDescending(target => target.Item)
            .Take(options.SeedArchitectures).Select(target => architectures[target.Index])];
        var generator = new NaoGenerator(model);
        var (proposals, stepSize) = Generate(generator, seeds, isNew, cancellationToken);
        return new NaoRoundResult(proposals, options.KeepWeights ? model.GetWeights() : null, new Dictionary<string, double>
        {
            [NaoMeasures.StepSize] = stepSize,
            [NaoMeasures.Epochs] = training.Epochs,
            [NaoMeasures.PairwiseAccuracy] = RankingMetrics.PairwiseAccuracy(
                [.. targets.Select(target => (double)target)], [.. model.Predict(architectures).Select(prediction => (double)prediction)]),
            [NaoMeasures.HammingDistance] = ReconstructionMetrics.MeanHammingDistance(seeds, generator.Move(seeds, 0)),
        });
    }

    private (List<Architecture> Proposals, double StepSize) Generate(
        NaoGenerator generator, Architecture[] seeds, Func<Architecture, bool> isNew, CancellationToken cancellationToken)
    {
        var proposals = new List<Architecture>();
        double stepSize = options.InitialStepSize;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Architecture moved in generator.Move(seeds, stepSize))
            {
                Architecture canonical = space.Canonicalize(moved);
                if (proposals.Count < options.ArchitecturesPerRound && isNew(canonical) && !proposals.Contains(canonical))
                {
                    proposals.Add(canonical);
                }
            }

            if (proposals.Count == options.ArchitecturesPerRound || stepSize + options.StepSizeIncrement > options.MaxStepSize)
            {
                return (proposals, stepSize);
            }

            stepSize += options.StepSizeIncrement;
        }
    }
}
