using System.Collections.Immutable;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Operations;
using TorchSharp;
using TorchSharp.Modules;
using Convolution = Microsoft.ML.NAO.Operations.Convolution;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>The classifier of a supernet, and the auxiliary one, for every set of loose ends that they may read.</summary>
internal sealed class SupernetHeads : torch.nn.Module
{
    private readonly ConvolutionalSupernetOptions _options;
    private readonly RandomMasks _masks;
    private readonly NodeWeights _weights;
    private readonly Parameter? _bias;
    private readonly NodeWeights? _narrowWeights;
    private readonly AuxiliaryClassifier? _auxiliary;
    private readonly Parameter[] _auxiliaryWeights = [];
    private readonly LooseEndCache<Classifier> _classifiers;
    private readonly LooseEndCache<AuxiliaryClassifier> _auxiliaries;

    /// <param name="initializer">The source of the weights.</param>
    /// <param name="last">The cell that the classifier reads.</param>
    /// <param name="middle">The cell that the auxiliary classifier reads.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="options">How the network is built.</param>
    /// <param name="masks">The masks of dropout.</param>
    public SupernetHeads(
        WeightInitializer initializer, SharedCell last, SharedCell middle, int classes, ConvolutionalSupernetOptions options, RandomMasks masks)
        : base(nameof(SupernetHeads))
    {
        _options = options;
        _masks = masks;
        bool hasBias = options.Network.Conventions.ClassifierBias;
        _weights = new NodeWeights(initializer, CountEnds(last), classes, last.EndShape.Channels);
        _bias = hasBias ? initializer.Zeros(classes) : null;
        if (options.Network.AuxiliaryClassifier)
        {
            ImageShape end = middle.EndShape;
            _narrowWeights = new NodeWeights(initializer, CountEnds(middle), AuxiliaryClassifier.NarrowChannels, end.Channels, 1, 1);
            _auxiliary = new AuxiliaryClassifier(initializer, end, CreateNarrow([0]), classes, hasBias);
            _auxiliaryWeights = [.. _auxiliary.parameters()];
        }

        RegisterComponents();
        _classifiers = new LooseEndCache<Classifier>(ends => new Classifier(() => _weights.Gather(ends), _bias, options.Network, _masks, () => training));
        _auxiliaries = new LooseEndCache<AuxiliaryClassifier>(ends => new AuxiliaryClassifier(CreateNarrow(ends), _auxiliary!));
    }

    /// <summary>The classifier of a path.</summary>
    /// <param name="looseEnds">The loose ends of the last cell.</param>
    /// <param name="weights">Receives what a step trains.</param>
    public Classifier GetClassifier(ImmutableArray<int> looseEnds, List<Parameter> weights)
    {
        ImmutableArray<int> ends = Join(looseEnds);
        weights.AddRange(_weights.Select(ends));
        if (_bias is not null)
        {
            weights.Add(_bias);
        }

        return _classifiers.Get(ends);
    }

    /// <summary>The auxiliary classifier of a path; null where there is none.</summary>
    /// <param name="looseEnds">The loose ends of the cell that it reads.</param>
    /// <param name="weights">Receives what a step trains.</param>
    public AuxiliaryClassifier? GetAuxiliary(ImmutableArray<int> looseEnds, List<Parameter> weights)
    {
        if (_auxiliary is null)
        {
            return null;
        }

        ImmutableArray<int> ends = Join(looseEnds);
        weights.AddRange(_narrowWeights!.Select(ends));
        weights.AddRange(_auxiliaryWeights);
        return _auxiliaries.Get(ends);
    }

    // A projected cell has one output, whatever its loose ends.
    private ImmutableArray<int> Join(ImmutableArray<int> ends) => _options.Cells == SupernetCells.Projected ? [0] : ends;

    private int CountEnds(SharedCell cell) => _options.Cells == SupernetCells.Projected ? 1 : cell.NodeCount;

    private Convolution CreateNarrow(ImmutableArray<int> ends)
    {
        NodeWeights weights = _narrowWeights!;
        int inputs = (int)weights.Gather(ends).shape[1];
        return new Convolution(() => weights.Gather(ends), inputs, AuxiliaryClassifier.NarrowChannels, rectified: false);
    }
}
