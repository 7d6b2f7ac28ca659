namespace Microsoft.ML.NAO;

/// <summary>What an estimator is busy with.</summary>
public enum NeuralArchitecturePhase
{
    /// <summary>Evaluating architectures, one trial after the other.</summary>
    Search,

    /// <summary>Training the final network.</summary>
    Training,

    /// <summary>Training the network that all architectures share, and scoring architectures with its weights; trials come after it.</summary>
    WeightSharing,
}
