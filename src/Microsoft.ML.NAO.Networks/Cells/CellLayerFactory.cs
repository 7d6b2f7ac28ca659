using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Cells;

/// <summary>Creates the layers of a cell at its place in a network.</summary>
internal sealed class CellLayerFactory
{
    private readonly WeightInitializer _initializer;
    private readonly CellSite _site;
    private readonly ConvolutionalNetworkOptions _options;
    private readonly bool _keepsFirst;
    private readonly ImageShape[] _inputs;

    /// <param name="initializer">The source of the weights.</param>
    /// <param name="site">Where the cell stands.</param>
    /// <param name="options">How the network is built.</param>
    public CellLayerFactory(WeightInitializer initializer, CellSite site, ConvolutionalNetworkOptions options)
    {
        _initializer = initializer;
        _site = site;
        _options = options;
        _keepsFirst = site.IsFirst && options.Conventions.KeepStemInFirstCell && site.Node with { Channels = site.First.Channels } == site.First;
        _inputs = [_keepsFirst ? site.First : site.Node, site.Node];
    }

    /// <summary>What the first input passes.</summary>
    public Layer[] CreateFirst() => _keepsFirst ? [] : [.. Align(_site.First, always: false)];

    /// <summary>What the second input passes.</summary>
    public Layer[] CreateSecond() =>
    [
        .. Align(_site.Second, _options.Conventions.AlwaysProjectPreviousCell),
        .. _options.ProjectPreviousCell ? [CreatePreviousProjection()] : Array.Empty<Layer>(),
    ];

    /// <summary>The further projection of the second input.</summary>
    public Layer CreatePreviousProjection() => LayerSequence.Projection(_initializer, _site.Channels, _site.Channels);

    /// <summary>What a branch does.</summary>
    public Layer CreateBranch(Branch branch)
    {
        bool readsInput = branch.Input < Cell.InputCount;
        return OperationFactory.Create(branch.Operation, new OperationSite(
            _initializer,
            readsInput ? _inputs[branch.Input] : _site.Output,
            _site.Channels,
            _site.IsReduction && readsInput ? 2 : 1,
            _options.Conventions));
    }

    /// <summary>What a loose end passes; null for nothing.</summary>
    /// <param name="end">The node's index.</param>
    public Layer? CreateLooseEnd(int end)
    {
        ImageShape shape = end < Cell.InputCount ? _inputs[end] : _site.Output;
        if (shape == _site.Output)
        {
            return null;
        }

        return _site.IsReduction
            ? new FactorizedReduction(_initializer, shape, _site.Channels, rectified: false)
            : LayerSequence.Projection(_initializer, shape.Channels, _site.Channels, rectified: false);
    }

    private IEnumerable<Layer> Align(ImageShape from, bool always)
    {
        ImageShape to = _site.Node;
        if (from.Height != to.Height || from.Width != to.Width)
        {
            yield return new FactorizedReduction(_initializer, from, to.Channels, rectified: true);
        }
        else if (always || from.Channels != to.Channels)
        {
            yield return LayerSequence.Projection(_initializer, from.Channels, to.Channels);
        }
    }
}
