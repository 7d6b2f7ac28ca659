namespace Microsoft.ML.Trainers;

/// <summary>Minimizes a function of many variables by limited-memory quasi-Newton steps.</summary>
internal abstract class Minimizer
{
    private readonly CurvatureHistory _history;

    protected Minimizer(DifferentiableFunction function, float[] start, int historySize)
    {
        Function = function;
        _history = new CurvatureHistory(historySize);
        Point = [.. start];
        NextPoint = new float[start.Length];
        Gradient = new float[start.Length];
        NextGradient = new float[start.Length];
        Direction = new float[start.Length];
    }

    /// <summary>The point that the last step led to, or tried last.</summary>
    public float[] NextPoint { get; private set; }

    protected DifferentiableFunction Function { get; }

    protected float[] Point { get; private set; }

    protected float[] Gradient { get; private set; }

    protected float[] NextGradient { get; private set; }

    protected float[] Direction { get; }

    protected float Value { get; private set; }

    protected float NextValue { get; set; }

    protected int Iteration { get; private set; } = 1;

    /// <exception cref="PrematureConvergenceException">No step makes progress; <see cref="NextPoint"/> is the best point known.</exception>
    public void Minimize(StoppingRule rule, Action checkAlive)
    {
        Value = Evaluate(Point, Gradient);
        ThrowUnlessFinite(Value);
        UpdateDirection();
        while (true)
        {
            checkAlive();
            if (!Search(insist: false))
            {
                // Rounding may have spoilt the curvatures: forget them, and start over down the gradient.
                _history.Clear();
                UpdateDirection();
                Search(insist: true);
            }

            if (rule.IsMet(Value, NextValue, Iteration))
                return;

            _history.Add(Point, NextPoint, Gradient, NextGradient);
            (Value, NextValue) = (NextValue, Value);
            (Point, NextPoint) = (NextPoint, Point);
            (Gradient, NextGradient) = (NextGradient, Gradient);
            Iteration++;
            UpdateDirection();
        }
    }

    /// <summary>The value that is minimized, and the gradient of its smooth part.</summary>
    protected abstract float Evaluate(float[] point, float[] gradient);

    /// <summary>Sets <see cref="Direction"/> for the next step.</summary>
    protected abstract void UpdateDirection();

    /// <summary>Sets <see cref="NextPoint"/> to a point down the direction, with its value and gradient.</summary>
    /// <returns>Whether one was found within the usual number of trials.</returns>
    protected abstract bool Search(bool insist);

    protected void ApplyCurvature() => _history.Apply(Direction);

    /// <summary>A first step has unit length; the later ones are scaled by the curvature.</summary>
    protected float FirstStep() => Iteration == 1 ? 1 / Vectors.Norm(Direction) : 1;

    protected static void CheckSlope(float slope)
    {
        if (slope == 0)
            throw new PrematureConvergenceException("Directional derivative is zero. You may be sitting on the optimum.");
        if (!(slope < 0))
            throw new InvalidOperationException("L-BFGS chose a non-descent direction.");
    }

    protected static void ThrowUnlessFinite(float value)
    {
        if (!float.IsFinite(value))
            throw new InvalidOperationException($"Optimizer unable to proceed with loss function yielding {value}");
    }
}
