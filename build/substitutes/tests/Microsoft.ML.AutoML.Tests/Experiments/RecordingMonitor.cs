namespace Microsoft.ML.AutoML.Tests.Experiments;

/// <summary>Keeps what it hears, in order.</summary>
internal sealed class RecordingMonitor : IMonitor
{
    public List<string> Events { get; } = [];

    public void ReportRunningTrial(TrialSettings settings) => Events.Add($"running {settings.TrialId}");

    public void ReportCompletedTrial(TrialResult result) => Events.Add($"completed {result.TrialSettings.TrialId}");

    public void ReportBestTrial(TrialResult result) => Events.Add($"best {result.TrialSettings.TrialId}");

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null) => Events.Add($"failed {settings.TrialId}: {exception?.Message}");
}
