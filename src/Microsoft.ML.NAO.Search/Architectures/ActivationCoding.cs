namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// What the numbers of activations mean in an architecture of the authors' recurrent search. Their two programs number them
/// differently, so that an architecture must be read with the numbers of the one that found it.
/// </summary>
public enum ActivationCoding
{
    /// <summary>The search that trains each architecture on its own: 0 tanh, 1 ReLU, 2 identity, 3 sigmoid.</summary>
    FullTraining,

    /// <summary>The search with weight sharing: 0 tanh, 1 ReLU, 2 sigmoid, 3 identity.</summary>
    WeightSharing,
}
