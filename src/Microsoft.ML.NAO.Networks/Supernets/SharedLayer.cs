using Microsoft.ML.NAO.Operations;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>A layer of paths, and the weights that a step through it trains.</summary>
internal sealed record SharedLayer(Layer Layer, IReadOnlyList<Parameter> Weights)
{
    /// <summary>A layer with weights of its own.</summary>
    public static SharedLayer Of(Layer layer) => new(layer, [.. layer.parameters()]);
}
