namespace Microsoft.ML.NAO.Nao;

/// <summary>How a training of NAO's model ended.</summary>
/// <param name="Epochs">The number of epochs it took.</param>
/// <param name="SquaredError">The mean squared error of the predictions in the last epoch.</param>
/// <param name="CrossEntropy">The mean cross-entropy of the tokens in the last epoch.</param>
internal sealed record NaoTrainingSummary(int Epochs, double SquaredError, double CrossEntropy)
{
    // A model that goes on from an earlier round has a low loss at once, before it has learned what is new.
    private const int FewestEpochs = 10;

    /// <summary>Whether the joint loss of the last epoch is as low as the options ask for.</summary>
    public bool HasConverged(NaoOptions options) => Epochs >= FewestEpochs
        && (options.TradeOff * SquaredError) + ((1 - options.TradeOff) * CrossEntropy) <= options.ConvergedLoss;
}
