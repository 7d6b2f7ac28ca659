using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The features of a row, dense or sparse.</summary>
internal readonly ref struct FeatureRow
{
    private readonly ReadOnlySpan<float> _values;
    private readonly ReadOnlySpan<int> _indices;
    private readonly bool _isDense;

    public FeatureRow(VBuffer<float> features)
    {
        _values = features.GetValues();
        _isDense = features.IsDense;
        _indices = features.GetIndices();
    }

    public float Dot(ReadOnlySpan<float> weights)
    {
        if (_isDense)
            return Vectors.Dot(_values, weights);
        float sum = 0;
        for (int i = 0; i < _values.Length; i++)
            sum += _values[i] * weights[_indices[i]];
        return sum;
    }

    /// <summary>target += scale * features</summary>
    public void AddTo(Span<float> target, float scale)
    {
        if (_isDense)
        {
            Vectors.AddMultiple(_values, scale, target);
            return;
        }

        for (int i = 0; i < _values.Length; i++)
            target[_indices[i]] += scale * _values[i];
    }
}
