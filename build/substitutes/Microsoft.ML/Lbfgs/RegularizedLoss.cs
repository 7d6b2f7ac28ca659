namespace Microsoft.ML.Trainers;

/// <summary>The mean loss over all rows, with the squared norm of the weights (but not of the biases) added.</summary>
internal sealed class RegularizedLoss
{
    private readonly TrainingRows _rows;
    private readonly RowLoss _loss;
    private readonly float _l2;
    private readonly float[][] _gradients;
    private readonly float[] _losses;

    public RegularizedLoss(TrainingRows rows, RowLoss loss, float l2, int threads)
    {
        _rows = rows;
        _loss = loss;
        _l2 = l2;
        _losses = new float[threads];
        _gradients = new float[threads][];
        for (int i = 1; i < threads; i++)
            _gradients[i] = new float[loss.VariableCount];
    }

    public float Evaluate(float[] variables, float[] gradient)
    {
        _gradients[0] = gradient;
        if (_losses.Length == 1)
            AddChunk(0, variables);
        else
            Parallel.For(0, _losses.Length, chunk => AddChunk(chunk, variables));

        float loss = _losses[0];
        for (int chunk = 1; chunk < _losses.Length; chunk++)
        {
            loss += _losses[chunk];
            Vectors.AddMultiple(_gradients[chunk], 1, gradient);
        }

        float penalty = 0;
        if (_l2 > 0)
        {
            Span<float> weights = variables.AsSpan(_loss.BiasCount);
            penalty = (float)(SquaredNorm(weights) * _l2 * 0.5);
            Vectors.AddMultiple(weights, _l2, gradient.AsSpan(_loss.BiasCount));
        }

        float scale = 1 / (float)_rows.TotalWeight;
        Vectors.Scale(gradient, scale);
        return (loss + penalty) * scale;
    }

    private void AddChunk(int chunk, float[] variables)
    {
        int first = (int)((long)_rows.Count * chunk / _losses.Length);
        int end = (int)((long)_rows.Count * (chunk + 1) / _losses.Length);
        float[] gradient = _gradients[chunk];
        Array.Clear(gradient);
        var scratch = new float[_loss.BiasCount];
        double loss = 0;
        for (int row = first; row < end; row++)
            loss += _loss.Accumulate(_rows.Features(row), _rows.Label(row), _rows.Weight(row), variables, gradient, scratch);
        _losses[chunk] = (float)loss;
    }

    private static double SquaredNorm(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value * value;
        return sum;
    }
}
