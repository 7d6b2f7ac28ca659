namespace Microsoft.ML.NAO.Training;

/// <summary>How a step follows from the gradient.</summary>
public enum TrainingOptimizer
{
    /// <summary>Stochastic gradient descent with <see cref="TrainingOptions.Momentum"/>; weights decay as a part of the gradient. The authors'.</summary>
    Momentum,

    /// <summary>
    /// Adam with weights that decay apart from the gradient (Loshchilov and Hutter, ICLR 2019), with Adam's own decays of 0.9 and 0.999. The usual
    /// choice for tables and texts.
    /// </summary>
    AdamW,
}
