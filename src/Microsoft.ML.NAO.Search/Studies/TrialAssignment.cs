namespace Microsoft.ML.NAO.Studies;

/// <summary>A trial that a worker is to run.</summary>
internal sealed class TrialAssignment(UnfinishedTrial trial, CancellationToken cancellation)
{
    /// <summary>The trial.</summary>
    public UnfinishedTrial Trial => trial;

    /// <summary>Ends it.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The value at which the scheduler stopped it; null while it goes on.</summary>
    public IntermediateValue? Pruned { get; set; }
}
