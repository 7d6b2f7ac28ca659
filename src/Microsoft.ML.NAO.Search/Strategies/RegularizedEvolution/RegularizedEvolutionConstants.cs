namespace Microsoft.ML.NAO.Strategies.RegularizedEvolution;

/// <summary>The default of every option of regularized evolution. <see cref="RegularizedEvolutionOptions"/> says where each comes from.</summary>
internal static class RegularizedEvolutionConstants
{
    public const int PopulationSize = 20;
    public const int SampleSize = 20;

    /// <summary>So many known children in a row mean that all about the population was evaluated.</summary>
    public const int MaxRepeatsInARow = 1000;
}
