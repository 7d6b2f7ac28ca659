using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>A network after its training, and its metric on the user's validation set; NaN where there is none.</summary>
internal sealed record TrainedNetwork(PredictionNetwork Network, double ValidationMetric) : IDisposable
{
    public void Dispose() => Network.Dispose();
}
