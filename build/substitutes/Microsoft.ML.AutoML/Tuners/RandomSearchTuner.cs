using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Proposes points drawn evenly from the feature space.</summary>
internal sealed class RandomSearchTuner(SearchSpace.SearchSpace searchSpace, int? seed) : ITuner
{
    private readonly Random _random = seed is { } value ? new Random(value) : new Random();

    public Parameter Propose(TrialSettings settings)
    {
        var features = new double[searchSpace.FeatureSpaceDim];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = _random.NextDouble();
        }

        return searchSpace.SampleFromFeatureSpace(features);
    }

    public void Update(TrialResult result)
    {
        // Chance does not learn.
    }
}
