namespace Microsoft.ML.NAO.Architectures;

/// <summary>The names of the activations that a node of a recurrent cell may apply (<see cref="RecurrentNode.Activation"/>).</summary>
public static class ActivationNames
{
    /// <summary>The hyperbolic tangent.</summary>
    public const string Tanh = "tanh";

    /// <summary>The positive part.</summary>
    public const string Relu = "relu";

    /// <summary>The value as it is.</summary>
    public const string Identity = "identity";

    /// <summary>The logistic function.</summary>
    public const string Sigmoid = "sigmoid";
}
