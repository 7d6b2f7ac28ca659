namespace Microsoft.ML.NAO.Training;

/// <summary>Tells of a training, or of several one after the other, the share that is done.</summary>
internal sealed class FractionProgress(IProgress<double> target, int before = 0, int count = 1) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => target.Report((before + value.Fraction) / count);
}
