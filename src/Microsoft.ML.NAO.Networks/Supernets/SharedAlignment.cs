using System.Collections.Immutable;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>What brings the loose ends of one cell to the channels and the size of a cell that reads them, for every set of loose ends.</summary>
internal sealed class SharedAlignment : torch.nn.Module
{
    private readonly ImageShape _end;
    private readonly ImageShape _node;
    private readonly bool _always;
    private readonly NodeWeights _weights;
    private readonly NodeWeights? _oddWeights;
    private readonly BatchNormalization _normalization;
    private readonly SharedLayer _sharedNormalization;
    private readonly LooseEndCache<IReadOnlyList<SharedLayer>> _layers;

    /// <param name="initializer">The source of the weights.</param>
    /// <param name="end">The shape of one loose end.</param>
    /// <param name="nodes">The number of nodes that may be loose ends.</param>
    /// <param name="node">The shape to bring them to.</param>
    /// <param name="always">Whether what has that shape already is projected all the same.</param>
    public SharedAlignment(WeightInitializer initializer, ImageShape end, int nodes, ImageShape node, bool always)
        : base(nameof(SharedAlignment))
    {
        _end = end;
        _node = node;
        _always = always;
        bool reduces = (end.Height, end.Width) != (node.Height, node.Width);
        long outputs = reduces ? node.Channels / 2 : node.Channels;
        _weights = new NodeWeights(initializer, nodes, outputs, end.Channels, 1, 1);
        _oddWeights = reduces ? new NodeWeights(initializer, nodes, outputs, end.Channels, 1, 1) : null;
        _normalization = new BatchNormalization(initializer, node.Channels);
        RegisterComponents();
        _sharedNormalization = SharedLayer.Of(_normalization);
        _layers = new LooseEndCache<IReadOnlyList<SharedLayer>>(Create);
    }

    /// <summary>The layers for loose ends; none where they have the right shape already.</summary>
    public IReadOnlyList<SharedLayer> GetLayers(ImmutableArray<int> ends) => _layers.Get(ends);

    private IReadOnlyList<SharedLayer> Create(ImmutableArray<int> ends)
    {
        int inputs = ends.Length * _end.Channels;
        if (_oddWeights is null)
        {
            return inputs == _node.Channels && !_always
                ? []
                : [new SharedLayer(Convolve(_weights, rectified: true), [.. _weights.Select(ends)]), _sharedNormalization];
        }

        var reduction = new FactorizedReduction(
            Convolve(_weights, rectified: false),
            Convolve(_oddWeights, rectified: false),
            _normalization,
            _end with { Channels = inputs },
            rectified: true);
        return [new SharedLayer(reduction, [.. _weights.Select(ends), .. _oddWeights.Select(ends), .. _sharedNormalization.Weights])];

        Convolution Convolve(NodeWeights weights, bool rectified) =>
            new(() => weights.Gather(ends), inputs, _oddWeights is null ? _node.Channels : _node.Channels / 2, rectified);
    }
}
