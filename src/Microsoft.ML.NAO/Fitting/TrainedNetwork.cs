namespace Microsoft.ML.NAO.Fitting;

/// <summary>A network after its training, and its metric on rows that were held out of it; NaN where there are none.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
internal sealed record TrainedNetwork<TNetwork>(TNetwork Network, double ValidationMetric) : IDisposable
    where TNetwork : IDisposable
{
    public void Dispose() => Network.Dispose();
}
