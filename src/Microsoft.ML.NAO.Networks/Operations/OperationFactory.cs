using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// From an operation's name to its layer, as the authors' networks have it.
/// </summary>
internal static class OperationFactory
{
    private static readonly Dictionary<string, Func<OperationSite, Layer>> Operations = new(StringComparer.Ordinal)
    {
        [OperationNames.SeparableConvolution3x3] = site => OperationLayers.SeparableConvolution(site, 3),
        [OperationNames.SeparableConvolution5x5] = site => OperationLayers.SeparableConvolution(site, 5),
        [OperationNames.Convolution1x1] = site => OperationLayers.Convolution(site, 1),
        [OperationNames.Convolution3x3] = site => OperationLayers.Convolution(site, 3),
        [OperationNames.Convolution1x3And3x1] = site => OperationLayers.TwoStepConvolution(site, 3),
        [OperationNames.Convolution1x7And7x1] = site => OperationLayers.TwoStepConvolution(site, 7),
        [OperationNames.MaxPooling2x2] = site => OperationLayers.Pooling(site, PoolingKind.Maximum, 2),
        [OperationNames.MaxPooling3x3] = site => OperationLayers.Pooling(site, PoolingKind.Maximum, 3),
        [OperationNames.MaxPooling5x5] = site => OperationLayers.Pooling(site, PoolingKind.Maximum, 5),
        [OperationNames.AveragePooling2x2] = site => OperationLayers.Pooling(site, PoolingKind.Average, 2),
        [OperationNames.AveragePooling3x3] = site => OperationLayers.Pooling(site, PoolingKind.Average, 3),
        [OperationNames.AveragePooling5x5] = site => OperationLayers.Pooling(site, PoolingKind.Average, 5),
        [OperationNames.Identity] = OperationLayers.Identity,
    };

    /// <summary>Creates the layer of an operation.</summary>
    /// <param name="operation">One of <see cref="OperationNames"/>.</param>
    /// <param name="site">Where it stands.</param>
    /// <exception cref="NotSupportedException">There is no such operation.</exception>
    public static Layer Create(string operation, OperationSite site) =>
        Operations.TryGetValue(operation, out var create)
            ? create(site)
            : throw new NotSupportedException(
                $"No layer is known for the operation '{operation}'. Known are {string.Join(", ", Operations.Keys)}.");
}
