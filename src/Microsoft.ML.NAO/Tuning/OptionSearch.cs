using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.NAO.Tuning;

/// <summary>
/// Searches the options that are no architecture: begins with the defaults, goes on near the best point so far, and one trial in four anywhere.
/// </summary>
/// <remarks>
/// AutoML's own tuners would do it, but are internal, and an experiment has one tuner. Random steps from the best point are what its cost-frugal
/// tuner makes too (Wu, Wang and Huang, AAAI 2021), which there adapts their size.
/// </remarks>
/// <param name="space">The experiment's search space.</param>
/// <param name="seed">The seed.</param>
internal sealed class OptionSearch(SearchSpace.SearchSpace space, int seed)
{
    private const double AnywhereProbability = 0.25;

    // In units of the range of an option: a standard deviation of 0.1 for each, with which AutoML's cost-frugal tuner begins.
    private const double Step = 0.17;

    private readonly Random _random = new(seed);
    private double[] _best = space.Default;
    private double _bestLoss = double.PositiveInfinity;
    private bool _hasBegun;

    /// <summary>The parameters of the next trial.</summary>
    public Parameter Propose()
    {
        double[] point = !_hasBegun ? _best
            : _random.NextDouble() < AnywhereProbability ? [.. _best.Select(_ => _random.NextDouble())]
            : [.. _best.Select(value => Math.Clamp(value + (Step * ((2 * _random.NextDouble()) - 1)), 0, 1))];
        _hasBegun = true;
        return space.SampleFromFeatureSpace(point);
    }

    /// <summary>Learns the loss of a trial that did not fail.</summary>
    /// <exception cref="KeyNotFoundException">The parameters are of another search space.</exception>
    public void Observe(Parameter parameter, double loss)
    {
        if (loss < _bestLoss)
        {
            _best = space.MappingToFeatureSpace(parameter);
            _bestLoss = loss;
            _hasBegun = true;
        }
    }
}
