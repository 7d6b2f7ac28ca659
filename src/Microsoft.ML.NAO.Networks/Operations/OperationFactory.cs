using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// From an operation's name to its layer, as the authors' final network of the search with weight sharing has it: an operation keeps
/// the number of channels, and has stride 1, or 2 where a reduction cell reads its input.
/// </summary>
internal static class OperationFactory
{
    private static readonly Dictionary<string, Func<WeightInitializer, ImageShape, int, Layer>> Operations = new(StringComparer.Ordinal)
    {
        [OperationNames.SeparableConvolution3x3] = (w, input, stride) => LayerSequence.SeparableConvolution(w, input.Channels, 3, stride),
        [OperationNames.SeparableConvolution5x5] = (w, input, stride) => LayerSequence.SeparableConvolution(w, input.Channels, 5, stride),
        [OperationNames.AveragePooling3x3] = (_, _, stride) => new Pooling(PoolingKind.Average, stride),
        [OperationNames.MaxPooling3x3] = (_, _, stride) => new Pooling(PoolingKind.Maximum, stride),
        [OperationNames.Identity] = (w, input, stride) => stride == 1
            ? new Identity()
            : new FactorizedReduction(w, input, input.Channels, rectified: false),
    };

    /// <summary>Creates the layer of an operation.</summary>
    /// <param name="operation">One of <see cref="OperationNames"/>.</param>
    /// <param name="initializer">The source of the weights.</param>
    /// <param name="input">The shape of the input.</param>
    /// <param name="stride">1 or 2.</param>
    /// <exception cref="NotSupportedException">There is no such operation.</exception>
    public static Layer Create(string operation, WeightInitializer initializer, ImageShape input, int stride) =>
        Operations.TryGetValue(operation, out var create)
            ? create(initializer, input, stride)
            : throw new NotSupportedException(
                $"No layer is known for the operation '{operation}'. Known are {string.Join(", ", Operations.Keys)}.");
}
