using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>Stops when a token is cancelled.</summary>
internal sealed class CancellationTokenStopTrainingManager : IStopTrainingManager
{
    private readonly CancellationToken _token;

    public CancellationTokenStopTrainingManager(CancellationToken token, IChannel channel)
    {
        _token = token;
        token.Register(() =>
        {
            channel?.Info(MessageSensitivity.Unknown, "cancel training because cancellation token is invoked...");
            OnStopTraining?.Invoke(this, EventArgs.Empty);
        });
    }

    public event EventHandler OnStopTraining;

    public bool IsStopTrainingRequested() => _token.IsCancellationRequested;

    public void Update(TrialResult result)
    {
        // Results do not matter to a token.
    }
}
