namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>What a search with weight sharing is doing.</summary>
public enum WeightSharingStage
{
    /// <summary>It trains the supernet.</summary>
    Training,

    /// <summary>It scores the pool with the shared weights.</summary>
    Scoring,

    /// <summary>It trains NAO's model and generates architectures.</summary>
    Generating,

    /// <summary>It trains one of the best architectures from scratch.</summary>
    Retraining,
}
