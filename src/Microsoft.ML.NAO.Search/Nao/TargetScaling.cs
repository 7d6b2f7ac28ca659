namespace Microsoft.ML.NAO.Nao;

/// <summary>How the outcomes of a search become targets of the performance predictor, between 0 for the worst and 1 for the best.</summary>
public enum TargetScaling
{
    /// <summary>By their distance from the worst and the best outcome. A few very bad outcomes squeeze all others together.</summary>
    MinMax,

    /// <summary>By their rank; equal outcomes share the mean of their ranks.</summary>
    Rank,
}
