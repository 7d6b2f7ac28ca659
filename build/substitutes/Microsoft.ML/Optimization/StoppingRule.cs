namespace Microsoft.ML.Trainers;

/// <summary>Decides after each step whether a minimum is near enough.</summary>
internal abstract class StoppingRule
{
    public abstract string Name { get; }

    /// <param name="previous">The function's value before the step.</param>
    /// <param name="current">The function's value after the step.</param>
    /// <param name="iteration">The number of steps made, this one included.</param>
    public abstract bool IsMet(float previous, float current, int iteration);
}
