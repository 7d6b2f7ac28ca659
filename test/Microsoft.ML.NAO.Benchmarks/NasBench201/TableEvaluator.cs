using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>Looks up what training would have measured: the validation accuracy is the metric, the test accuracy a further measure.</summary>
internal sealed class TableEvaluator(AccuracyTable table) : IArchitectureEvaluator
{
    public const string TestAccuracy = "testAccuracy";

    public static Objective Objective { get; } = new("ValidationAccuracy", Maximize: true);

    public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
    {
        Accuracies accuracies = table[request.Architecture];
        return new EvaluationResult(accuracies.Validation) { Measures = new Dictionary<string, double> { [TestAccuracy] = accuracies.Test } };
    }
}
