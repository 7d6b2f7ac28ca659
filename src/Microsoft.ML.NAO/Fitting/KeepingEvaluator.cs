using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>An evaluator that puts its best network down in a file.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
internal sealed class KeepingEvaluator<TNetwork>(TrainingEvaluator<TNetwork> evaluator, BestNetworkFile<TNetwork> file) : IArchitectureEvaluator
    where TNetwork : torch.nn.Module
{
    /// <inheritdoc/>
    public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
    {
        EvaluatedNetwork<TNetwork>? before = evaluator.Best;
        EvaluationResult result = evaluator.Evaluate(request, cancellationToken);
        if (evaluator.Best is { } best && best != before)
        {
            file.Offer(best);
        }

        return result;
    }
}
