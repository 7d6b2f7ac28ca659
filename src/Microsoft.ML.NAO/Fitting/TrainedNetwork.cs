using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>A network after its training, and its accuracy on the user's validation set; NaN where there is none.</summary>
internal sealed record TrainedNetwork(ConvolutionalNetwork Network, double ValidationAccuracy) : IDisposable
{
    public void Dispose() => Network.Dispose();
}
