namespace Microsoft.ML.NAO.Studies;

/// <summary>The metric of a search and its direction.</summary>
/// <param name="MetricName">The metric's name, for example <c>MicroAccuracy</c>.</param>
/// <param name="Maximize">Whether a larger value is better.</param>
public sealed record Objective(string MetricName, bool Maximize)
{
    /// <summary>Whether one value is strictly better than another. NaN is never better.</summary>
    public bool IsBetter(double value, double other) =>
        !double.IsNaN(value) && (double.IsNaN(other) || (Maximize ? value > other : value < other));
}
