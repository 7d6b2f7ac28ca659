using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>An evaluator that trains the network of an architecture from scratch, and can keep the best one.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
public abstract class TrainingEvaluator<TNetwork> : IArchitectureEvaluator, IDisposable
    where TNetwork : class, IDisposable
{
    private readonly bool _keepBest;

    private protected TrainingEvaluator(bool keepBest) => _keepBest = keepBest;

    /// <summary>What this evaluator measures.</summary>
    public abstract Objective Objective { get; }

    /// <summary>
    /// The network with the best metric so far, trained as it was scored, where the options ask to keep it; null before the first evaluation. The
    /// evaluator owns it.
    /// </summary>
    public EvaluatedNetwork<TNetwork>? Best { get; private set; }

    /// <inheritdoc/>
    public abstract EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken);

    /// <summary>Frees the best network.</summary>
    public void Dispose()
    {
        Best?.Network.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Throws if a training would keep its state in a file.</summary>
    private protected static void RefuseCheckpoint(string? file, string parameterName)
    {
        if (file is not null)
        {
            throw new ArgumentException($"The trainings of a search cannot share the checkpoint '{file}'. The study's journal lets a search go on.", parameterName);
        }
    }

    /// <summary>Takes a network over, and leaves null in its place, if it is to be kept.</summary>
    private protected void KeepIfBest(Architecture architecture, ref TNetwork? network, double metric)
    {
        if (_keepBest && double.IsFinite(metric) && Objective.IsBetter(metric, Best?.Metric ?? double.NaN))
        {
            Best?.Network.Dispose();
            Best = new EvaluatedNetwork<TNetwork>(architecture, network!, metric);
            network = null;
        }
    }
}
