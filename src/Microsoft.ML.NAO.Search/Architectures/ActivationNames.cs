namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// The names of activations. A node of a recurrent cell (<see cref="RecurrentNode.Activation"/>) applies tanh, ReLU, identity or sigmoid; a
/// block of a feed-forward network (<see cref="FeedForwardBlock.Activation"/>) ReLU, GELU, SiLU or tanh.
/// </summary>
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

    /// <summary>The value times the normal distribution's share below it (Hendrycks and Gimpel, 2016), without approximation.</summary>
    public const string Gelu = "gelu";

    /// <summary>The value times its logistic function (Elfwing et al., 2018; Ramachandran et al., 2017).</summary>
    public const string Silu = "silu";
}
