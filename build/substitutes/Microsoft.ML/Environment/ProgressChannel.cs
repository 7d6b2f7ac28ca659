namespace Microsoft.ML.Runtime;

/// <summary>Nobody can listen to progress through the public API, so that reports end here.</summary>
internal sealed class ProgressChannel : IProgressChannel
{
    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel();

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
    {
    }

    public void Checkpoint(params double?[] values)
    {
    }

    public void Dispose()
    {
    }
}
