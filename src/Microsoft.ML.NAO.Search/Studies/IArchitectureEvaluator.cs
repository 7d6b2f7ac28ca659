namespace Microsoft.ML.NAO.Studies;

/// <summary>Scores one architecture at a time. An evaluator knows data and networks, and no strategy.</summary>
public interface IArchitectureEvaluator
{
    /// <summary>Evaluates an architecture. Whatever it throws becomes a failed trial, except the cancellation that it was asked for.</summary>
    /// <param name="request">The architecture, its trial's number and its seed.</param>
    /// <param name="cancellationToken">Checked between batches.</param>
    EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken);
}
