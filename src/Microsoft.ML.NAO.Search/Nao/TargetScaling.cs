namespace Microsoft.ML.NAO.Nao;

/// <summary>How the outcomes of a search become targets of the performance predictor, between 0 for the worst and 1 for the best.</summary>
public enum TargetScaling
{
    /// <summary>By their distance from the worst and the best outcome. A few very bad outcomes squeeze all others together.</summary>
    MinMax,

    /// <summary>By their rank; equal outcomes share the mean of their ranks.</summary>
    Rank,

    /// <summary>
    /// By the quantile of the standard normal distribution that their rank stands for, from about −2 to 2: differences count most among
    /// the best and among the worst. Not for a predictor that ends in a sigmoid.
    /// </summary>
    NormalScore,
}
