namespace Microsoft.ML.NAO.Training;

/// <summary>How well a network classifies a data set.</summary>
/// <param name="Accuracy">The share of the images that it classifies rightly (ML.NET's micro-accuracy).</param>
/// <param name="LogLoss">The mean of −ln of the probability that it gives to the right class.</param>
public sealed record ClassificationFigures(double Accuracy, double LogLoss);
