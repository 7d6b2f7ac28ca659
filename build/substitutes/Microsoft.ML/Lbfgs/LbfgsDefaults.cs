namespace Microsoft.ML.Trainers;

/// <summary>The defaults of trainers that minimize by L-BFGS.</summary>
internal static class LbfgsDefaults
{
    public const float L2Regularization = 1;
    public const float L1Regularization = 1;
    public const float OptimizationTolerance = 1e-7f;
    public const int HistorySize = 20;
}
