namespace Microsoft.ML.NAO.Nao;

/// <summary>How a training of NAO's model ended.</summary>
/// <param name="Epochs">The number of epochs it took.</param>
/// <param name="SquaredError">The mean squared error of the predictions in the last epoch.</param>
/// <param name="CrossEntropy">The mean cross-entropy of the tokens in the last epoch.</param>
internal sealed record NaoTrainingSummary(int Epochs, double SquaredError, double CrossEntropy);
