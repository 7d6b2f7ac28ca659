namespace Microsoft.ML.NAO.Networks;

/// <summary>How the weights of convolutions and linear layers are drawn.</summary>
public enum WeightInitialization
{
    /// <summary>
    /// He's normal distribution, of variance 2 divided by the number of inputs of an output (He et al., ICCV 2015): the authors' code with
    /// weight sharing and their PyTorch code.
    /// </summary>
    HeNormal,

    /// <summary>
    /// Convolutions have a normal distribution that is cut at two standard deviations, of variance 1 divided by the number of outputs that an
    /// input has a part in; linear layers have Glorot's uniform distribution (TensorFlow's <c>variance_scaling_initializer(mode="fan_out")</c>
    /// and its default): the authors' TensorFlow code of the search from scratch.
    /// </summary>
    FanOut,
}
