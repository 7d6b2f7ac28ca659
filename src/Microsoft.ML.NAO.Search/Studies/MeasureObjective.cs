using System.Globalization;

namespace Microsoft.ML.NAO.Studies;

/// <summary>A figure of an architecture that is an objective beside the study's metric.</summary>
/// <param name="Measure">The name of a figure that the study's measurer measures, or that its evaluator returns.</param>
/// <param name="Maximize">Whether more of it is better.</param>
/// <remarks>
/// It is part of the study's Pareto front. The search itself goes by the metric alone, unless <see cref="Weight"/> says otherwise.
/// </remarks>
public sealed record MeasureObjective(string Measure, bool Maximize = false)
{
    /// <summary>
    /// How much the search trades the metric for the figure: it goes by metric · (figure / <see cref="Reference"/>)^w, the weighted product
    /// of MnasNet (Tan et al., CVPR 2019, equation 2), with the sign of w such that a better figure makes the product better.
    /// </summary>
    /// <value>
    /// The default value is 0: the figure does not matter to the search. With 0.07, MnasNet's choice, twice the figure is worth 5 % of the
    /// metric.
    /// </value>
    public double Weight { get; init; }

    /// <summary>The value of the figure at which the product is the metric itself, in the figure's unit; above 0.</summary>
    /// <value>The default value is 1.</value>
    public double Reference { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Maximize ? "more" : "less")} {Measure}{(Weight == 0 ? string.Empty : $" (weight {Weight:R}, reference {Reference:R})")}");
}
