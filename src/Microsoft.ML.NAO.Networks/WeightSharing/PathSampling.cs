namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>Which architecture of a pool each step of a supernet's training draws.</summary>
public enum PathSampling
{
    /// <summary>Every architecture of the pool with the same probability, as in the authors' script (Luo et al., NeurIPS 2018).</summary>
    Uniform,

    /// <summary>
    /// In proportion to its number of trained values, so that large architectures, which need more steps, get them (Luo et al., "Understanding and
    /// improving one-shot neural architecture optimization", 2019). Where all have the same number, as recurrent cells do, it is
    /// <see cref="Uniform"/>.
    /// </summary>
    ByParameterCount,

    /// <summary>
    /// Not of the pool but of the whole space: for each branch every operation of every earlier node once in random order, then once again, so that
    /// all are trained equally often (Chu et al., "FairNAS", ICCV 2021). What was drawn is brought to its canonical form.
    /// </summary>
    Fair,
}
