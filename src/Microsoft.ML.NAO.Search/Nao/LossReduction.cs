namespace Microsoft.ML.NAO.Nao;

/// <summary>How the two parts of the joint loss are added up over architectures and tokens.</summary>
public enum LossReduction
{
    /// <summary>The mean over architectures, and over tokens: all of the authors' code. The trade-off is then relative to one token.</summary>
    Mean,

    /// <summary>The sum over architectures, and over tokens: equation 1 of the paper. The trade-off is then relative to a whole sequence.</summary>
    Sum,
}
