namespace Microsoft.ML.NAO.Studies;

/// <summary>A trial that a worker is to run.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Cancellation">Ends it.</param>
internal sealed record TrialAssignment(UnfinishedTrial Trial, CancellationToken Cancellation);
