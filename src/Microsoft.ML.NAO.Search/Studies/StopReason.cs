namespace Microsoft.ML.NAO.Studies;

/// <summary>Why a study ended.</summary>
public enum StopReason
{
    /// <summary>The budget of trials is used up.</summary>
    TrialBudget,

    /// <summary>The time is up.</summary>
    TimeBudget,

    /// <summary>The budget of epochs is used up.</summary>
    EpochBudget,

    /// <summary>A trial has reached the metric that was aimed at.</summary>
    TargetReached,

    /// <summary>The study was cancelled.</summary>
    Cancelled,

    /// <summary>The strategy knows no further architecture.</summary>
    SpaceExhausted,

    /// <summary>Of too many architectures in a row, none was within the limits.</summary>
    NothingFeasible,

    /// <summary>No worker is left: each failed several times in a row.</summary>
    WorkersLost,
}
