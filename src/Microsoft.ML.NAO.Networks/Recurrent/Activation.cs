using Microsoft.ML.NAO.Architectures;
using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>The activations of recurrent cells: their values, and their derivatives out of their values.</summary>
internal static class Activation
{
    /// <summary>Throws unless recurrent cells have such an activation.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void RequireKnown(string name) => GetOnnxOperator(name);

    /// <summary>The activation of each value.</summary>
    public static torch.Tensor Apply(string name, torch.Tensor values) => name switch
    {
        ActivationNames.Tanh => values.tanh(),
        ActivationNames.Relu => values.relu(),
        ActivationNames.Sigmoid => values.sigmoid(),
        ActivationNames.Identity => values,
        _ => throw Unknown(name),
    };

    /// <summary>Replaces each value by its activation.</summary>
    public static void ApplyInPlace(string name, torch.Tensor values) => _ = name switch
    {
        ActivationNames.Tanh => values.tanh_(),
        ActivationNames.Relu => values.relu_(),
        ActivationNames.Sigmoid => values.sigmoid_(),
        ActivationNames.Identity => values,
        _ => throw Unknown(name),
    };

    /// <summary>Replaces each activation by the derivative at the value that it is of.</summary>
    public static void DifferentiateInPlace(string name, torch.Tensor activations) => _ = name switch
    {
        ActivationNames.Tanh => activations.mul_(activations).neg_().add_(Scalars.One),
        ActivationNames.Relu => activations.sign_(),
        ActivationNames.Sigmoid => activations.addcmul_(activations, activations, Scalars.MinusOne),
        ActivationNames.Identity => activations.fill_(Scalars.One),
        _ => throw Unknown(name),
    };

    /// <summary>The name of ONNX's operator; null for the identity.</summary>
    public static string? GetOnnxOperator(string name) => name switch
    {
        ActivationNames.Tanh => "Tanh",
        ActivationNames.Relu => "Relu",
        ActivationNames.Sigmoid => "Sigmoid",
        ActivationNames.Identity => null,
        _ => throw Unknown(name),
    };

    private static ArgumentException Unknown(string name) => new($"'{name}' is not an activation of recurrent cells.", nameof(name));
}
