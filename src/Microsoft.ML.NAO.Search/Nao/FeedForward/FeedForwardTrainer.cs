namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>Trains a member, and keeps what its next training goes on from.</summary>
/// <remarks>
/// From round to round the optimizer goes on with its moments: started afresh, its first steps would undo what was learned.
/// </remarks>
internal sealed class FeedForwardTrainer(FeedForwardShape shape, FeedForwardMember member, NaoOptions options)
{
    private readonly FeedForwardGradient _gradient = new(shape, options.TradeOff);

    /// <summary>The optimizer.</summary>
    public AdamOptimizer Optimizer { get; } = new(shape.Count, options.LearningRate, options.WeightDecay);

    /// <summary>Trains on one batch.</summary>
    /// <returns>The losses before.</returns>
    public (double SquaredError, double CrossEntropy) Step(FeedForwardBatch batch)
    {
        var losses = _gradient.Compute(member, batch, out ReadOnlySpan<float> gradient);
        Optimizer.Step(member.Weights, gradient);
        return losses;
    }
}
