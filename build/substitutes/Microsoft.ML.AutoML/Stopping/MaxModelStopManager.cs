namespace Microsoft.ML.AutoML;

/// <summary>Stops after a number of trials, failed ones among them.</summary>
internal sealed class MaxModelStopManager(int maxModel) : IStopTrainingManager
{
    private int _explored;

    public event EventHandler OnStopTraining;

    public bool IsStopTrainingRequested() => _explored >= maxModel;

    public void Update(TrialResult result)
    {
        _explored++;
        if (_explored > maxModel)
        {
            OnStopTraining?.Invoke(this, EventArgs.Empty);
        }
    }
}
