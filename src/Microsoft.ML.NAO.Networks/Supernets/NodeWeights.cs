using System.Collections.Immutable;
using Microsoft.ML.NAO.Operations;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>
/// The weight of a layer that reads the loose ends of a cell side by side: a part for each node that may be one. Architectures that leave
/// the same node loose share its part.
/// </summary>
internal sealed class NodeWeights : torch.nn.Module
{
    private readonly Parameter[] _parts;

    /// <param name="initializer">The source of the weights.</param>
    /// <param name="nodes">The number of nodes, inputs included.</param>
    /// <param name="shape">The shape of each part: [outputs, inputs, …].</param>
    public NodeWeights(WeightInitializer initializer, int nodes, params long[] shape)
        : base(nameof(NodeWeights))
    {
        _parts = new Parameter[nodes];
        for (int node = 0; node < nodes; node++)
        {
            _parts[node] = initializer.Scaled(nodes * shape[1], shape);
            register_parameter($"node{node}", _parts[node]);
        }
    }

    /// <summary>The parts of loose ends.</summary>
    public IEnumerable<Parameter> Select(ImmutableArray<int> ends) => ends.Select(end => _parts[end]);

    /// <summary>The weight for loose ends, of shape [outputs, inputs of all of them, …].</summary>
    public torch.Tensor Gather(ImmutableArray<int> ends) =>
        ends.Length == 1 ? _parts[ends[0]] : torch.cat([.. ends.Select(end => _parts[end])], 1);
}
