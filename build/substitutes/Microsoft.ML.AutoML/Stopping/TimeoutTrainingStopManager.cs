using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>Stops after some time.</summary>
internal sealed class TimeoutTrainingStopManager : IStopTrainingManager
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenStopTrainingManager _inner;

    public TimeoutTrainingStopManager(TimeSpan time, IChannel channel)
    {
        _source = new CancellationTokenSource(time);
        _inner = new CancellationTokenStopTrainingManager(_source.Token, channel);
    }

    public event EventHandler OnStopTraining
    {
        add => _inner.OnStopTraining += value;
        remove => _inner.OnStopTraining -= value;
    }

    public bool IsStopTrainingRequested() => _source.IsCancellationRequested;

    public void Update(TrialResult result)
    {
        // Results do not matter to the clock.
    }
}
