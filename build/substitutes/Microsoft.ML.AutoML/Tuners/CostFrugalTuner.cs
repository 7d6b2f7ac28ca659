using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Searches locally from the default, and again from among the points that searches began with when one has converged.</summary>
internal sealed class CostFrugalTuner : ITuner
{
    private readonly SearchSpace.SearchSpace _space;
    private readonly Random _random;
    private readonly double[] _lowest;
    private readonly double[] _highest;
    private LocalSearch _search;

    public CostFrugalTuner(AutoMLExperiment.AutoMLExperimentSettings settings)
        : this(settings.SearchSpace, settings.Seed)
    {
    }

    public CostFrugalTuner(SearchSpace.SearchSpace space, int? seed)
    {
        _space = space;
        _random = seed is { } value ? new Random(value) : new Random();
        var start = space.SampleFromFeatureSpace(space.Default);
        _lowest = space.MappingToFeatureSpace(start);
        _highest = space.MappingToFeatureSpace(start);
    }

    public Parameter Propose(TrialSettings settings)
        => _search?.Suggest() ?? _space.SampleFromFeatureSpace([.. _lowest.Zip(_highest, (low, high) => _random.NextUniform(low, high))]);

    public void Update(TrialResult result)
    {
        var parameter = result.TrialSettings.Parameter;
        if (_search is null)
        {
            _search = new LocalSearch(_space, parameter, result.Loss, _random);
            Widen(_space.MappingToFeatureSpace(parameter));
            return;
        }

        _search.Update(parameter, result.Loss);
        if (_search.IsConverged)
        {
            _search = null;
        }
    }

    private void Widen(double[] point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            _lowest[i] = Math.Min(_lowest[i], point[i]);
            _highest[i] = Math.Max(_highest[i], point[i]);
        }
    }
}
