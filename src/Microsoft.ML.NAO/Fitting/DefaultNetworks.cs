using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The networks that estimators build unless told otherwise.</summary>
internal static class DefaultNetworks
{
    public static ConvolutionalNetworkOptions Search() => new() { CellsPerStage = 1, InitialChannels = 8 };

    public static ConvolutionalNetworkOptions Final() => new() { CellsPerStage = 1, InitialChannels = 16, DropPathKeepProbability = 0.9 };
}
