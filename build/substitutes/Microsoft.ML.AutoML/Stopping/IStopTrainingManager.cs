namespace Microsoft.ML.AutoML;

/// <summary>Says when an experiment is over.</summary>
internal interface IStopTrainingManager
{
    event EventHandler OnStopTraining;

    bool IsStopTrainingRequested();

    void Update(TrialResult result);
}
