using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Training;

/// <summary>How well a network classifies a data set.</summary>
/// <param name="Accuracy">The share of the samples, by their weights, that it classifies rightly (ML.NET's micro-accuracy).</param>
/// <param name="LogLoss">The mean of −ln of the probability that it gives to the right class.</param>
public sealed record ClassificationFigures(double Accuracy, double LogLoss) : PredictionFigures
{
    /// <summary>The accuracy.</summary>
    [JsonIgnore]
    public override double Metric => Accuracy;

    internal override PredictionFigures Pool(IReadOnlyList<(PredictionFigures Figures, double Weight)> parts) => new ClassificationFigures(
        Average<ClassificationFigures>(parts, part => part.Accuracy), Average<ClassificationFigures>(parts, part => part.LogLoss));

    internal override (double First, double Second) Rank => (-Accuracy, LogLoss);
}
