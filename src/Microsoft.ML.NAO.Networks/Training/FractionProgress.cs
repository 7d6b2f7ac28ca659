namespace Microsoft.ML.NAO.Training;

/// <summary>Tells of a training the share that is done.</summary>
internal sealed class FractionProgress(IProgress<double> target) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => target.Report(value.Fraction);
}
