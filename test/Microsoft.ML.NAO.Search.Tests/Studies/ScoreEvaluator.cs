using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

/// <summary>Scores by a function, and remembers what it was asked.</summary>
internal sealed class ScoreEvaluator(Func<EvaluationRequest, CancellationToken, EvaluationResult>? evaluate = null) : IArchitectureEvaluator
{
    public List<EvaluationRequest> Requests { get; } = [];

    public IEnumerable<Architecture> Architectures => Requests.Select(request => request.Architecture);

    public static ScoreEvaluator Of(Func<EvaluationRequest, double> metric) => new((request, _) => new EvaluationResult(metric(request)));

    public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return evaluate is null ? new EvaluationResult(TestStrategies.Score(request.Architecture)) : evaluate(request, cancellationToken);
    }
}
