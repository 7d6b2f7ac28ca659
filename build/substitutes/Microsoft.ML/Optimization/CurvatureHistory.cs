namespace Microsoft.ML.Trainers;

/// <summary>The last steps and the changes of gradient along them, from which L-BFGS estimates the inverse Hessian.</summary>
internal sealed class CurvatureHistory(int capacity)
{
    private readonly List<(float[] Step, float[] Change, float Product)> _pairs = [];

    public void Clear() => _pairs.Clear();

    public void Add(ReadOnlySpan<float> from, ReadOnlySpan<float> to, ReadOnlySpan<float> oldGradient, ReadOnlySpan<float> newGradient)
    {
        (float[] step, float[] change) = (new float[from.Length], new float[from.Length]);
        if (_pairs.Count == capacity)
        {
            (step, change, _) = _pairs[0];
            _pairs.RemoveAt(0);
        }

        Vectors.AddMultipleInto(to, -1, from, step);
        Vectors.AddMultipleInto(newGradient, -1, oldGradient, change);
        float product = Vectors.Dot(step, change);
        if (product == 0)
            throw new PrematureConvergenceException("ro equals zero. Is your function linear?");
        _pairs.Add((step, change, product));
    }

    /// <summary>Multiplies a direction by the estimated inverse Hessian: the two-loop recursion (Nocedal, 1980).</summary>
    public void Apply(float[] direction)
    {
        // Pairs of negative curvature say nothing about a minimum.
        int newest = _pairs.FindLastIndex(pair => pair.Product > 0);
        if (newest < 0)
            return;

        var coefficients = new float[_pairs.Count];
        for (int i = newest; i >= 0; i--)
        {
            (float[] step, float[] change, float product) = _pairs[i];
            if (product <= 0)
                continue;
            coefficients[i] = -Vectors.Dot(step, direction) / product;
            Vectors.AddMultiple(change, coefficients[i], direction);
        }

        (_, float[] newestChange, float newestProduct) = _pairs[newest];
        Vectors.Scale(direction, newestProduct / Vectors.Dot(newestChange, newestChange));

        for (int i = 0; i <= newest; i++)
        {
            (float[] step, float[] change, float product) = _pairs[i];
            if (product <= 0)
                continue;
            float correction = Vectors.Dot(change, direction) / product;
            Vectors.AddMultiple(step, -coefficients[i] - correction, direction);
        }
    }
}
