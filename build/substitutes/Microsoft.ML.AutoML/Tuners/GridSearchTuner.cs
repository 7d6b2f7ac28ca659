using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Proposes the points of a grid in order, the last dimension running fastest, over and over.</summary>
internal sealed class GridSearchTuner(SearchSpace.SearchSpace searchSpace, int stepSize) : ITuner
{
    private readonly int[] _steps = [.. searchSpace.Step.Select(step => step ?? stepSize)];
    private int[] _position;

    public Parameter Propose(TrialSettings settings)
    {
        if (_steps.Length == 0)
        {
            throw new InvalidOperationException("Sequence contains no elements");
        }

        _position ??= new int[_steps.Length];
        var parameter = searchSpace.SampleFromFeatureSpace([.. _position.Select((index, i) => index * 1.0 / _steps[i])]);
        Advance();
        return parameter;
    }

    public void Update(TrialResult result)
    {
        // The grid is the same whatever comes of it.
    }

    private void Advance()
    {
        for (var i = _steps.Length - 1; i >= 0; i--)
        {
            if (++_position[i] < _steps[i])
            {
                return;
            }

            _position[i] = 0;
        }
    }
}
