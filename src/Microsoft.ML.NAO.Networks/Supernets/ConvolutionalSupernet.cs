using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>
/// A network for images whose weights all architectures of a space share: each of them is a path through it (Pham et al., ICML 2018; Luo et
/// al., NeurIPS 2018, section 4; the authors' code of the search with weight sharing).
/// </summary>
/// <remarks>
/// Each operation of each branch of each node of each cell has its own weights and its own batch normalization for every node that the branch may
/// read. Where layers read the loose ends of a cell side by side, they have a part of their weight for each node that may be one. The
/// network lives on the device that it was created on. It starts in training mode.
/// </remarks>
public sealed class ConvolutionalSupernet : torch.nn.Module
{
    private readonly ConvolutionalSupernetOptions _options;
    private readonly InputNormalization _normalization;
    private readonly LayerSequence _stem;
    private readonly LayerSequence? _stemReduction;
    private readonly SharedCell[] _cells;
    private readonly SupernetHeads _heads;
    private readonly NetworkLayout _layout;
    private readonly RandomMasks _masks;
    private readonly Parameter[] _stemWeights;

    /// <summary>Creates a supernet with random weights.</summary>
    /// <param name="space">The space whose architectures are its paths.</param>
    /// <param name="inputShape">The shape of the images.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="options">How it is built; changes after this call have no effect.</param>
    /// <param name="seed">The seed of the weights, of dropout and of drop-path.</param>
    /// <param name="device">Where it lives; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The shape is empty, or there are fewer than two classes.</exception>
    public ConvolutionalSupernet(
        ConvolutionalCellSpace space, ImageShape inputShape, int classCount, ConvolutionalSupernetOptions options, int seed, torch.Device? device = null)
        : base(nameof(ConvolutionalSupernet))
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        inputShape.Validate();
        options.Validate();
        Space = space;
        InputShape = inputShape;
        ClassCount = classCount;
        Device = device ?? torch.CPU;
        _options = options.Clone();
        _masks = new RandomMasks(seed, Device);
        _layout = new NetworkLayout(_options.Network, inputShape);

        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(seed, Device, _options.Network.Conventions.Initialization);
        Normalization = initializer.Normalization;
        _normalization = InputNormalization.Create(initializer, inputShape.Channels, _options.Network.Conventions);
        _stem = StemLayers.CreateFirst(initializer, inputShape.Channels, _options.Network);
        _stemReduction = StemLayers.CreateSecond(initializer, _options.Network);
        _cells = new SharedCell[_layout.CellCount];
        long multiplyAdds = 0;
        ImageShape first = _stem.Measure(inputShape, ref multiplyAdds);
        bool joins = _options.Cells == SupernetCells.StandAlone;
        _layout.Stack(first, _stemReduction?.Measure(first, ref multiplyAdds) ?? first, (k, site) =>
        {
            SharedCell?[] sources = [joins && k >= 2 ? _cells[k - 2] : null, joins && k >= 1 ? _cells[k - 1] : null];
            _cells[k] = new SharedCell(space, initializer, site, sources, _options);
            register_module($"cell{k}", _cells[k]);
            return _cells[k].EndShape;
        });
        _heads = new SupernetHeads(initializer, _cells[^1], _cells[_layout.AuxiliaryCell], classCount, _options, _masks);
        RegisterComponents();
        _stemWeights = [.. _stem.parameters(), .. _stemReduction?.parameters() ?? []];
    }

    /// <summary>The space whose architectures are its paths.</summary>
    public ConvolutionalCellSpace Space { get; }

    /// <summary>The shape of the images.</summary>
    public ImageShape InputShape { get; }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Where it lives.</summary>
    public torch.Device Device { get; }

    /// <summary>The number of trained values of all paths together.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.NumberOfElements);

    /// <summary>What its normalizations go by.</summary>
    internal NormalizationContext Normalization { get; }

    /// <summary>How much of the training is done, from 0 to 1; drop-path grows with it.</summary>
    internal double TrainingProgress { get; set; } = 1;

    /// <summary>Sets the normalization of the input to the means and standard deviations of a data set's channels.</summary>
    /// <param name="dataset">The training set.</param>
    /// <exception cref="ArgumentException">Its images have another shape.</exception>
    public void SetNormalization(ImageDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckShape(dataset);
        _normalization.Set(dataset);
    }

    /// <summary>Computes one architecture's path.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="images">Images as they are in the data set, of shape [batch, channels, height, width].</param>
    /// <returns>Logits of shape [batch, classes].</returns>
    /// <exception cref="ArgumentException">The architecture is not of the space.</exception>
    public torch.Tensor Compute(Architecture architecture, torch.Tensor images) => Compute(GetPath(architecture), images).Logits;

    /// <summary>The number of trained values of one architecture's path, without an auxiliary classifier.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <exception cref="ArgumentException">It is not of the space.</exception>
    public long CountParameters(Architecture architecture) => GetPath(architecture).Weights.Sum(weight => weight.NumberOfElements);

    /// <summary>Copies one architecture's path to a network of its own, which computes the same.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="seed">The seed of the network's dropout and drop-path.</param>
    /// <returns>A network on the same device, in training mode.</returns>
    /// <exception cref="ArgumentException">The architecture is not of the space.</exception>
    /// <exception cref="InvalidOperationException">The cells are <see cref="SupernetCells.Projected"/>: no stand-alone network computes what they do.</exception>
    public ConvolutionalNetwork Extract(Architecture architecture, int seed = 0)
    {
        if (_options.Cells != SupernetCells.StandAlone)
        {
            throw new InvalidOperationException(
                $"The supernet's cells are {_options.Cells}, and no stand-alone network computes what they do. Build it with {SupernetCells.StandAlone} cells.");
        }

        var network = new ConvolutionalNetwork(Space.Decode(architecture), InputShape, ClassCount, _options.Network, seed, Device);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (var (to, from) in network.Stack.State.Zip(GetPath(architecture).Stack.State))
        {
            to.copy_(from);
        }

        return network;
    }

    /// <summary>The path of an architecture. It holds no tensor of its own, and stays good as the weights change.</summary>
    internal ConvolutionalPath GetPath(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        CellPair pair = Space.Decode(architecture);
        var used = new List<SharedLayer>();
        var cells = new WiredCell[_cells.Length];
        for (int k = 0; k < cells.Length; k++)
        {
            cells[k] = _cells[k].GetPath(GetCell(k), GetEnds(k - 2), GetEnds(k - 1), used);
        }

        List<Parameter> weights = [.. _stemWeights, .. used.SelectMany(layer => layer.Weights)];
        var auxiliaryWeights = new List<Parameter>();
        var stack = new CellStack(
            _normalization,
            _stem,
            _stemReduction,
            cells,
            _heads.GetClassifier(GetEnds(cells.Length - 1), weights),
            _heads.GetAuxiliary(GetEnds(_layout.AuxiliaryCell), auxiliaryWeights),
            _layout.AuxiliaryCell);
        return new ConvolutionalPath(stack, weights, auxiliaryWeights);

        Cell GetCell(int k) => _layout.IsReduction(k) ? pair.Reduction : pair.Normal;
        ImmutableArray<int> GetEnds(int k) => k < 0 ? [] : GetCell(k).LooseEnds;
    }

    /// <summary>The logits of a path, and in training those of the auxiliary classifier where there is one.</summary>
    /// <param name="path">The path.</param>
    /// <param name="images">Images of shape [batch, channels, height, width].</param>
    /// <param name="normalized">Whether <see cref="CreatePlainNormalization"/> has normalized them already.</param>
    internal (torch.Tensor Logits, torch.Tensor? Auxiliary) Compute(ConvolutionalPath path, torch.Tensor images, bool normalized = false)
    {
        var masks = training ? DropPath.Draw(_masks, path.Stack.Cells, _options.Network, TrainingProgress, images.shape[0]) : null;
        return path.Stack.Compute(images, masks, auxiliary: training, normalized);
    }

    /// <summary>The supernet's normalization of images for plain arrays, by its figures of now.</summary>
    internal IPixelNormalization CreatePlainNormalization() => _normalization.ToPlain();

    /// <summary>Starts the random numbers of dropout and drop-path again.</summary>
    internal void ResetMasks(int seed) => _masks.Reset(seed);

    internal void CheckShape(ImageDataset dataset)
    {
        ConvolutionalNetwork.CheckShape(dataset, InputShape);
        if (dataset.ClassNames.Count > ClassCount)
        {
            throw new ArgumentException($"The supernet tells {ClassCount} classes apart, the data set has {dataset.ClassNames.Count}.", nameof(dataset));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _masks.Dispose();
        }

        base.Dispose(disposing);
    }
}
