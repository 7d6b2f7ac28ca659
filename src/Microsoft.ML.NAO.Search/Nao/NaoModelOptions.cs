using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>The structure of NAO's encoder, performance predictor and decoder; it also creates them.</summary>
public abstract class NaoModelOptions
{
    private protected NaoModelOptions()
    {
    }

    internal abstract INaoModel CreateModel(ArchitectureSpace space, NaoOptions options);

    /// <summary>A copy, so that changes after a strategy was created do not reach it.</summary>
    internal NaoModelOptions Clone() => (NaoModelOptions)MemberwiseClone();
}
