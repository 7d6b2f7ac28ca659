using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

/// <summary>Approaches an architecture's score epoch by epoch, and reports each so many, but not the last.</summary>
internal sealed class EpochEvaluator(int epochs, Action<EvaluationRequest, int>? afterEpoch = null, int interval = 1) : IArchitectureEvaluator
{
    /// <summary>How many epochs were begun, of all trials.</summary>
    public int Epochs { get; private set; }

    public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
    {
        double score = TestStrategies.Score(request.Architecture);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            Epochs++;
            if (epoch < epochs && epoch % interval == 0)
            {
                request.IntermediateValues?.Report(new IntermediateValue(epoch, score * epoch / epochs));
            }

            afterEpoch?.Invoke(request, epoch);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new EvaluationResult(score) { Epochs = epochs };
    }
}
