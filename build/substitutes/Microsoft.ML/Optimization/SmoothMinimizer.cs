namespace Microsoft.ML.Trainers;

/// <summary>Minimizes a smooth function: L-BFGS with a line search for the strong Wolfe conditions (Nocedal and Wright, chapter 3).</summary>
internal sealed class SmoothMinimizer : Minimizer
{
    private const float SufficientDecrease = 1e-4f;
    private const float SufficientCurvature = 0.9f;
    private const float SmallestMove = 0.01f;
    private const int MaximumZooms = 10;

    private readonly bool _nonNegative;
    private readonly float[] _descent;

    public SmoothMinimizer(DifferentiableFunction function, float[] start, int historySize, bool nonNegative)
        : base(function, start, historySize)
    {
        _nonNegative = nonNegative;
        _descent = new float[start.Length];
    }

    protected override float Evaluate(float[] point, float[] gradient) => Function(point, gradient);

    protected override void UpdateDirection()
    {
        for (int i = 0; i < _descent.Length; i++)
            _descent[i] = !_nonNegative || Point[i] > 0 ? -Gradient[i] : -Math.Min(Gradient[i], 0);
        _descent.CopyTo(Direction, 0);
        ApplyCurvature();
        if (!_nonNegative)
            return;
        for (int i = 0; i < _descent.Length; i++)
        {
            if (_descent[i] == 0)
                Direction[i] = 0;
        }
    }

    protected override bool Search(bool insist)
    {
        float slope = Vectors.Dot(Direction, Gradient);
        CheckSlope(slope);
        var start = new Trial(0, Value, slope);
        return Bracket(start, out Trial low, out Trial high) || Zoom(start, low, high, insist);
    }

    /// <summary>Doubles the step until the minimum lies between two trials.</summary>
    /// <returns>Whether a trial was good enough to stop there.</returns>
    private bool Bracket(Trial start, out Trial low, out Trial high)
    {
        (low, high) = (default, default);
        Trial last = start;
        float step = FirstStep();
        while (true)
        {
            Trial trial = Try(step);
            if (float.IsPositiveInfinity(trial.Value))
            {
                step /= 2;
                continue;
            }

            ThrowUnlessFinite(trial.Value);
            if (IsTooHigh(start, trial) || (last.Step > 0 && trial.Value >= last.Value))
            {
                (low, high) = (last, trial);
                return false;
            }

            if (IsFlat(start, trial))
                return true;
            if (trial.Slope >= 0)
            {
                (low, high) = (trial, last);
                return false;
            }

            last = trial;
            step = step == 0 ? float.Epsilon : step * 2;
        }
    }

    /// <summary>Narrows the interval around the minimum.</summary>
    private bool Zoom(Trial start, Trial low, Trial high, bool insist)
    {
        for (int count = 0; insist || count < MaximumZooms; count++)
        {
            Trial trial = Try(Interpolate(low, high));
            ThrowUnlessFinite(trial.Value);
            bool rises = IsTooHigh(start, trial) || trial.Value >= low.Value;
            if (!rises && IsFlat(start, trial))
                return true;

            if (!rises && trial.Slope * (high.Step - low.Step) >= 0)
                high = low;
            if ((rises ? high : low).Step == trial.Step)
            {
                return !insist
                    ? false
                    : throw new PrematureConvergenceException("Step size interval numerically zero.");
            }

            if (rises)
                high = trial;
            else
                low = trial;
        }

        return false;
    }

    private Trial Try(float step)
    {
        Vectors.AddMultipleInto(Point, step, Direction, NextPoint);
        if (_nonNegative)
        {
            for (int i = 0; i < NextPoint.Length; i++)
                NextPoint[i] = Math.Max(NextPoint[i], 0);
        }

        NextValue = Evaluate(NextPoint, NextGradient);
        return new Trial(step, NextValue, Vectors.Dot(Direction, NextGradient));
    }

    private static bool IsTooHigh(Trial start, Trial trial)
        => trial.Value > start.Value + (SufficientDecrease * start.Slope * trial.Step);

    private static bool IsFlat(Trial start, Trial trial) => Math.Abs(trial.Slope) <= -(SufficientCurvature * start.Slope);

    /// <summary>Where the cubic through both trials has its minimum, kept off the interval's ends.</summary>
    private static float Interpolate(Trial low, Trial high)
    {
        (Trial left, Trial right) = low.Step < high.Step ? (low, high) : (high, low);
        float step;
        if (left.Slope > 0 && right.Slope < 0)
        {
            step = low.Value < high.Value ? low.Step : high.Step;
        }
        else
        {
            double bend = low.Slope + high.Slope - (3 * (low.Value - high.Value) / (low.Step - high.Step));
            double root = Math.Sign(high.Step - low.Step) * Math.Sqrt((bend * bend) - (low.Slope * high.Slope));
            double share = (high.Slope + root - bend) / (high.Slope - low.Slope + (2 * root));
            step = (float)(high.Step - ((high.Step - low.Step) * share));
            if (!float.IsFinite(step))
                step = (low.Step + high.Step) / 2;
        }

        float most = (SmallestMove * left.Step) + ((1 - SmallestMove) * right.Step);
        float least = (SmallestMove * right.Step) + ((1 - SmallestMove) * left.Step);
        return Math.Max(Math.Min(step, most), least);
    }

    private readonly record struct Trial(float Step, float Value, float Slope);
}
