namespace Microsoft.ML.AutoML;

/// <summary>Hears how an experiment goes.</summary>
public interface IMonitor
{
    void ReportRunningTrial(TrialSettings settings);

    void ReportCompletedTrial(TrialResult result);

    void ReportBestTrial(TrialResult result);

    void ReportFailTrial(TrialSettings settings, Exception exception = null);
}
