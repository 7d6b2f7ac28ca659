namespace Microsoft.ML.NAO.Nao;

/// <summary>Where gradient steps of a round start, and how far they may lead.</summary>
/// <param name="First">The first trial whose architecture they may start from.</param>
/// <param name="Radius">In how many tokens a proposal may differ from the best architecture since then; null for as many as there are.</param>
internal sealed record Climb(int First, int? Radius)
{
    /// <summary>From the best of all architectures to wherever the steps lead.</summary>
    public static Climb FromAll { get; } = new(0, null);
}
