namespace Microsoft.ML.NAO.Studies;

/// <summary>How long a study has run, with the time that it had run before it was resumed.</summary>
internal sealed class StudyClock(TimeProvider provider, TimeSpan before)
{
    private readonly long _start = provider.GetTimestamp();

    public TimeProvider Provider => provider;

    public TimeSpan Elapsed => before + provider.GetElapsedTime(_start);
}
