namespace Microsoft.ML.NAO.Datasets;

/// <summary>A value for each sample.</summary>
public sealed class ValueTargets : PredictionTargets
{
    private readonly float[] _values;

    /// <summary>Creates targets over the given array, which it does not copy.</summary>
    /// <param name="values">The value of each sample, in any unit.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public ValueTargets(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            throw new ArgumentException($"Sample {wrong} has the value {values[wrong]}; finite ones were expected.", nameof(values));
        }

        _values = values;
    }

    /// <inheritdoc/>
    public override int Count => _values.Length;

    /// <inheritdoc/>
    public override int OutputCount => 1;

    /// <summary>The value of each sample.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <inheritdoc/>
    public override PredictionTargets Subset(ReadOnlySpan<int> indices)
    {
        var values = new float[indices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _values[indices[i]];
        }

        return new ValueTargets(values);
    }

    internal override IEnumerable<int[]> GetStrata() => [[.. Enumerable.Range(0, Count)]];

    internal override bool Covers(PredictionTargets other) => other is ValueTargets;

    /// <inheritdoc/>
    public override string ToString() => "values";
}
