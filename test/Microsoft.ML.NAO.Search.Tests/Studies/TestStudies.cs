using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

internal static class TestStudies
{
    public static Study Create(
        IArchitectureEvaluator evaluator, StudyOptions options, string strategy = "random", ArchitectureSpace? space = null, Objective? objective = null) =>
        new(space ?? new ConvolutionalCellSpace(), objective ?? TestStrategies.Objective, TestStrategies.CreateOptions(strategy), evaluator, options);

    /// <summary>What the trials are, for comparisons; how long they took differs from run to run.</summary>
    public static List<string> Describe(this StudyResult result) => [.. result.Trials.Select(Describe)];

    /// <summary>What a trial is.</summary>
    public static string Describe(Trial trial) => $"{trial.Number} {trial.Architecture} {trial.State} {trial.Metric:R} {trial.Failure}";
}
