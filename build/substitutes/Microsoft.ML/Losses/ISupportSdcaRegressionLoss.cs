namespace Microsoft.ML.Trainers;

/// <inheritdoc cref="ISupportSdcaLoss"/>
public interface ISupportSdcaRegressionLoss : ISupportSdcaLoss, IRegressionLoss
{
}
