using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Operations;

/// <summary>Where an operation stands in a network.</summary>
/// <param name="Initializer">The source of the weights.</param>
/// <param name="Input">The shape of the input.</param>
/// <param name="Channels">The channels of the output.</param>
/// <param name="Stride">1, or 2 where a reduction cell reads its input.</param>
/// <param name="Conventions">Whose code the layers follow.</param>
internal sealed record OperationSite(WeightInitializer Initializer, ImageShape Input, int Channels, int Stride, NetworkConventions Conventions)
{
    /// <summary>A site that keeps the number of channels, with the default conventions.</summary>
    public OperationSite(WeightInitializer initializer, ImageShape input, int stride)
        : this(initializer, input, input.Channels, stride, new NetworkConventions())
    {
    }

    /// <summary>Whether the operation changes the number of channels, as in a first cell that reads the stem's output as it is.</summary>
    public bool ChangesChannels => Input.Channels != Channels;
}
