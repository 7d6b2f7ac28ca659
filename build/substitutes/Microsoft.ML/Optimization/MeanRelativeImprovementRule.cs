namespace Microsoft.ML.Trainers;

/// <summary>Stops when the mean improvement over the last steps, relative to the function's value, is below the tolerance.</summary>
internal sealed class MeanRelativeImprovementRule(float tolerance, int window, int maximumIterations) : StoppingRule
{
    private readonly Queue<float> _past = new();

    public override string Name => $"Mean rel impr over {window} iter'ns < tol: {tolerance:0.000e0}";

    public override bool IsMet(float previous, float current, int iteration)
    {
        // Until the window is full nothing stops the search, not even the maximum number of iterations.
        if (_past.Count < window)
        {
            _past.Enqueue(current);
            return false;
        }

        float improvement = (_past.Dequeue() - current) / window;
        _past.Enqueue(current);
        return improvement / Math.Abs(current) < tolerance || iteration >= maximumIterations;
    }
}
