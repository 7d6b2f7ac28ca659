namespace Microsoft.ML.AutoML;

/// <summary>Runs trials, one at a time.</summary>
public interface ITrialRunner : IDisposable
{
    Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct);
}
