namespace Microsoft.ML.AutoML;

/// <summary>Stops when one of several managers does.</summary>
internal sealed class AggregateTrainingStopManager : IStopTrainingManager
{
    private readonly List<IStopTrainingManager> _managers = [];

    public AggregateTrainingStopManager(IEnumerable<IStopTrainingManager> managers)
    {
        foreach (var manager in managers)
        {
            AddTrainingStopManager(manager);
        }
    }

    public event EventHandler OnStopTraining;

    public void AddTrainingStopManager(IStopTrainingManager manager)
    {
        _managers.Add(manager);
        manager.OnStopTraining += (_, arguments) => OnStopTraining?.Invoke(this, arguments);
    }

    public bool IsStopTrainingRequested() => _managers.Exists(manager => manager.IsStopTrainingRequested());

    public void Update(TrialResult result)
    {
        foreach (var manager in _managers)
        {
            manager.Update(result);
        }
    }
}
