namespace Microsoft.ML.Trainers;

/// <summary>
/// Minimizes a smooth function plus the weighted L1 norm of its variables, the first few (the biases) excepted:
/// orthant-wise limited-memory quasi-Newton (Andrew and Gao, ICML 2007).
/// </summary>
internal sealed class SparseMinimizer : Minimizer
{
    private const float SufficientDecrease = 1e-4f;
    private const float Backtrack = 0.25f;
    private const int MaximumTrials = 8;

    private readonly int _biases;
    private readonly float _weight;
    private readonly bool _nonNegative;
    private readonly float[] _descent;

    public SparseMinimizer(DifferentiableFunction function, float[] start, int historySize, int biases, float weight, bool nonNegative)
        : base(function, start, historySize)
    {
        _biases = biases;
        _weight = weight;
        _nonNegative = nonNegative;
        _descent = new float[start.Length];
    }

    protected override float Evaluate(float[] point, float[] gradient)
    {
        float norm = 0;
        for (int i = _biases; i < point.Length; i++)
            norm += _nonNegative ? point[i] : Math.Abs(point[i]);
        return (_weight * norm) + Function(point, gradient);
    }

    protected override void UpdateDirection()
    {
        for (int i = 0; i < _descent.Length; i++)
            _descent[i] = i < _biases ? -Gradient[i] : SteepestDescent(Point[i], Gradient[i]);
        _descent.CopyTo(Direction, 0);
        ApplyCurvature();
        for (int i = 0; i < _descent.Length; i++)
        {
            if (_descent[i] == 0)
                Direction[i] = 0;
        }
    }

    protected override bool Search(bool insist)
    {
        CheckSlope(-Vectors.Dot(Direction, _descent));

        float step = FirstStep();
        float progress = Step(step);
        if (progress < 0)
        {
            // The curvature turned some variables uphill: leave those alone.
            for (int i = _biases; i < Direction.Length; i++)
            {
                if (_descent[i] * Direction[i] < 0)
                    Direction[i] = 0;
            }

            progress = Step(step);
        }

        for (int trial = 1; ; trial++)
        {
            NextValue = Evaluate(NextPoint, NextGradient);
            if (NextValue <= Value - (SufficientDecrease * progress))
                return true;
            if (!insist && trial == MaximumTrials)
                return false;
            step *= Backtrack;
            progress = Step(step);
        }
    }

    private float SteepestDescent(float value, float gradient)
    {
        if (_nonNegative)
            return value > 0 ? -gradient - _weight : -Math.Min(gradient + _weight, 0);
        if (value < 0)
            return -gradient + _weight;
        if (value > 0 || gradient < -_weight)
            return -gradient - _weight;
        return gradient > _weight ? -gradient + _weight : 0;
    }

    /// <summary>Goes a step down the direction, but no variable beyond 0.</summary>
    /// <returns>How far that goes down the steepest descent.</returns>
    private float Step(float step)
    {
        Vectors.AddMultipleInto(Point, step, Direction, NextPoint);
        for (int i = _biases; i < NextPoint.Length; i++)
        {
            if (_nonNegative ? NextPoint[i] < 0 : Point[i] * NextPoint[i] < 0)
                NextPoint[i] = 0;
        }

        return Vectors.Dot(_descent, NextPoint) - Vectors.Dot(_descent, Point);
    }
}
