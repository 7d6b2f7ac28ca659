using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Nao;

/// <summary>One round of NAO: trains the model on what was evaluated, and generates new architectures with it.</summary>
internal sealed class NaoRound(ArchitectureSpace space, Objective objective, NaoOptions options)
{
    /// <summary>Throws unless training can go on from a state.</summary>
    /// <exception cref="InvalidDataException">It is no state of the model that the options describe.</exception>
    public void Check(byte[]? state)
    {
        if (state is not null)
        {
            using var singleThread = SingleThread.Enter();
            using INaoModel model = options.Model.CreateModel(space, options, new Random(0));
            model.SetState(state);
        }
    }

    /// <summary>Runs the round. Nothing of it remains if it is cancelled.</summary>
    /// <param name="completed">The completed trials, at least two.</param>
    /// <param name="climb">Where gradient steps start. The model learns from all trials.</param>
    /// <param name="state">Where training goes on; null for a new model.</param>
    /// <param name="seed">The seed of the round.</param>
    /// <param name="isNew">Whether an architecture in canonical form was not proposed before.</param>
    /// <param name="cancellationToken">Checked between batches.</param>
    public NaoRoundResult Run(
        IReadOnlyList<Trial> completed, Climb climb, byte[]? state, int seed, Func<Architecture, bool> isNew, CancellationToken cancellationToken)
    {
        using var singleThread = SingleThread.Enter();

        var random = new Random(seed);
        using INaoModel model = options.Model.CreateModel(space, options, random);
        if (state is not null)
        {
            model.SetState(state);
        }

        Architecture[] architectures = [.. completed.Select(trial => trial.Architecture)];
        float[] targets = TargetScaler.Scale([.. completed.Select(trial => trial.Metric)], objective.Maximize, options.TargetScaling);
        int epochs = state is null ? options.MaxEpochsOfFirstRound ?? options.MaxEpochsPerRound : options.MaxEpochsPerRound;
        NaoTrainingSummary training = model.Train(architectures, targets, epochs, random, cancellationToken);
        if (!double.IsFinite(training.SquaredError) || !double.IsFinite(training.CrossEntropy))
        {
            return new NaoRoundResult([], [], null, ImmutableDictionary<string, double>.Empty);
        }

        Architecture[] seeds = [.. targets.Index().Skip(climb.First).OrderByDescending(target => target.Item)
            .Take(climb.Radius is null ? options.SeedArchitectures : 1).Select(target => architectures[target.Index])];
        var generation = new CandidateGeneration(space, model, options, isNew, random, climb.Radius);
        List<Architecture> proposals = generation.Run(seeds, cancellationToken);
        double[] predicted = proposals.Count == 0 ? [] : [.. model.Predict(proposals).Select(prediction => prediction.Mean)];
        return new NaoRoundResult(proposals, predicted, options.KeepWeights ? model.GetState() : null, new Dictionary<string, double>
        {
            [NaoMeasures.StepSize] = generation.LargestStepSize,
            [NaoMeasures.Candidates] = generation.Count,
            [NaoMeasures.Epochs] = training.Epochs,
            [NaoMeasures.PairwiseAccuracy] = RankingMetrics.PairwiseAccuracy(
                [.. targets.Select(target => (double)target)], [.. model.Predict(architectures).Select(prediction => prediction.Mean)]),
            [NaoMeasures.HammingDistance] = ReconstructionMetrics.MeanHammingDistance(seeds, [.. model.Move(seeds, 0, TokenSampler.Greedy).Take(seeds.Length)]),
        });
    }
}
