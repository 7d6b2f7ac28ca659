namespace Microsoft.ML.AutoML.Tests.Experiments;

/// <summary>Runs trials by a function, and counts how often it is disposed.</summary>
internal sealed class DelegateRunner(Func<TrialSettings, CancellationToken, TrialResult> run) : ITrialRunner
{
    public DelegateRunner(Func<TrialSettings, double> loss)
        : this((settings, _) => new TrialResult { TrialSettings = settings, Loss = loss(settings), DurationInMilliseconds = 1 })
    {
    }

    public int Disposed { get; private set; }

    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) => Task.FromResult(run(settings, ct));

    public void Dispose() => Disposed++;
}
