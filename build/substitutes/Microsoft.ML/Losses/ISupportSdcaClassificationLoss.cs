namespace Microsoft.ML.Trainers;

/// <inheritdoc cref="ISupportSdcaLoss"/>
public interface ISupportSdcaClassificationLoss : ISupportSdcaLoss, IClassificationLoss
{
}
