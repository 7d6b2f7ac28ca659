using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// FLOW² (Wu, Wang, Huang: "Frugal Optimization for Cost-related Hyperparameters", AAAI 2021): steps from the best point in a
/// random direction, then in the opposite one; steps grow with success and shrink without.
/// </summary>
internal sealed class LocalSearch
{
    private const double FirstStep = 0.1;
    private const double ConvergedStep = 0.0001;
    private const double StepFactor = 1.5;
    private const double JustBelowOne = 0.99999999;
    private const int AllowedAfterShrinking = 2;

    private readonly SearchSpace.SearchSpace _space;
    private readonly Random _random;
    private readonly double _largestStep;
    private double _bestLoss;
    private double[] _best;
    private double[] _triedDirection;
    private double _step;
    private int _allowed;

    public LocalSearch(SearchSpace.SearchSpace space, Parameter start, double loss, Random random)
    {
        _space = space;
        _random = random;
        _bestLoss = loss;
        _best = space.MappingToFeatureSpace(start);
        _largestStep = Math.Sqrt(space.Count);
        _step = Math.Min(FirstStep * _largestStep, _largestStep);
        _allowed = 2 * space.Count;
    }

    public bool IsConverged => _step < ConvergedStep;

    public Parameter Suggest()
    {
        _allowed--;
        double[] move;
        if (_triedDirection is null)
        {
            _triedDirection = NextDirection();
            move = [.. _best.Zip(_triedDirection, (position, step) => position + step)];
        }
        else
        {
            move = [.. _best.Zip(_triedDirection, (position, step) => position - step)];
            _triedDirection = null;
        }

        return _space.SampleFromFeatureSpace(Array.ConvertAll(move, Project));
    }

    public void Update(Parameter parameter, double loss)
    {
        if (loss < _bestLoss)
        {
            _bestLoss = loss;
            _best = _space.MappingToFeatureSpace(parameter);
            _allowed = 2 * _space.Count;
            _step = Math.Min(_step * StepFactor, _largestStep);
            _triedDirection = null;
        }
        else if (_allowed == 0)
        {
            _allowed = AllowedAfterShrinking;
            if (!IsConverged)
            {
                _step /= StepFactor;
            }
        }
    }

    private static double Project(double value) => value < 0 ? 0 : value > 1 ? JustBelowOne : value;

    private double[] NextDirection()
    {
        var direction = new double[_space.FeatureSpaceDim];
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = _random.NextNormal();
        }

        var scale = _step / Math.Sqrt(direction.Sum(value => value * value));
        return Array.ConvertAll(direction, value => value * scale);
    }
}
