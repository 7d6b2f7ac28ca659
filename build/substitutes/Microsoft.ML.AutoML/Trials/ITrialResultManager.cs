namespace Microsoft.ML.AutoML;

/// <summary>Keeps the results of earlier experiments.</summary>
internal interface ITrialResultManager
{
    IEnumerable<TrialResult> GetAllTrialResults();

    void AddOrUpdateTrialResult(TrialResult result);

    void Save();
}
