using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>The structure of NAO's encoder, performance predictor and decoder; it also creates them.</summary>
public abstract class NaoModelOptions
{
    private protected NaoModelOptions()
    {
    }

    /// <summary>Creates the model.</summary>
    /// <param name="space">The space.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="random">For first weights; a model may use libtorch's own source of randomness instead.</param>
    internal abstract INaoModel CreateModel(ArchitectureSpace space, NaoOptions options, Random random);

    /// <summary>A copy, so that changes after a strategy was created do not reach it.</summary>
    internal NaoModelOptions Clone() => (NaoModelOptions)MemberwiseClone();
}
