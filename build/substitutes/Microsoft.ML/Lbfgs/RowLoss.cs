namespace Microsoft.ML.Trainers;

/// <summary>The loss that a linear model has on one row.</summary>
internal abstract class RowLoss
{
    /// <summary>The variables before the weights: one bias for each class.</summary>
    public abstract int BiasCount { get; }

    /// <summary>The biases and the weights.</summary>
    public abstract int VariableCount { get; }

    /// <summary>Adds the row's gradient to <paramref name="gradient"/>.</summary>
    /// <param name="scratch">Room for <see cref="BiasCount"/> numbers.</param>
    /// <returns>The row's loss, times its weight.</returns>
    public abstract float Accumulate(
        FeatureRow features, float label, float weight, ReadOnlySpan<float> variables, Span<float> gradient, Span<float> scratch);
}
