using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Training;

/// <summary>How well a network predicts the values of a data set.</summary>
/// <param name="RSquared">The share of the values' variance that it explains: 1 less the mean squared error by the variance. NaN where that is 0.</param>
/// <param name="RootMeanSquaredError">The root of the mean squared error, in the values' unit.</param>
/// <param name="MeanAbsoluteError">The mean of the absolute error, in the values' unit.</param>
public sealed record RegressionFigures(double RSquared, double RootMeanSquaredError, double MeanAbsoluteError) : PredictionFigures
{
    /// <summary>The root mean squared error.</summary>
    [JsonIgnore]
    public override double Metric => RootMeanSquaredError;

    // The variance within each set stands for that of all: the sets are drawn at random from one.
    internal override PredictionFigures Pool(IReadOnlyList<(PredictionFigures Figures, double Weight)> parts) => new RegressionFigures(
        Average<RegressionFigures>(parts, part => part.RSquared),
        Math.Sqrt(Average<RegressionFigures>(parts, part => part.RootMeanSquaredError * part.RootMeanSquaredError)),
        Average<RegressionFigures>(parts, part => part.MeanAbsoluteError));

    // NaN comes first among numbers, and a network that gives it is the worst.
    internal override (double First, double Second) Rank =>
        double.IsNaN(RootMeanSquaredError) ? (double.PositiveInfinity, double.PositiveInfinity) : (RootMeanSquaredError, MeanAbsoluteError);
}
