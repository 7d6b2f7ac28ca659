using System.Globalization;

namespace Microsoft.ML.NAO.Studies;

/// <summary>What an architecture may cost: one that is beyond is not trained.</summary>
/// <param name="Measure">The name of a figure that the study's <see cref="IArchitectureMeasurer"/> measures.</param>
/// <param name="Maximum">The largest value, in the measurer's unit.</param>
/// <param name="Minimum">The smallest value, in the measurer's unit.</param>
public sealed record MeasureLimit(string Measure, double Maximum, double Minimum = double.NegativeInfinity)
{
    /// <summary>Whether a value is within the limit. NaN never is.</summary>
    /// <param name="value">The value.</param>
    public bool Allows(double value) => value >= Minimum && value <= Maximum;

    /// <inheritdoc/>
    public override string ToString() => double.IsNegativeInfinity(Minimum)
        ? string.Create(CultureInfo.InvariantCulture, $"{Measure} <= {Maximum:R}")
        : string.Create(CultureInfo.InvariantCulture, $"{Minimum:R} <= {Measure} <= {Maximum:R}");
}
