using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// A network that classifies images, stacked of the two cells of an architecture: normalization of the input, a 3×3 convolution (the
/// stem), stages of normal cells with a reduction cell between them, ReLU, global average pooling, dropout, a linear layer
/// (Luo et al., NeurIPS 2018, section 4.1, and the authors' code).
/// </summary>
/// <remarks>
/// Its input are images of shape [batch, channels, height, width] as they are in the data set; its output are logits of shape
/// [batch, classes]. The network lives on the device that it was created on. It starts in training mode.
/// </remarks>
public sealed class ConvolutionalNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly InputNormalization _normalization;
    private readonly LayerSequence _stem;
    private readonly LayerSequence? _stemReduction;
    private readonly ConvolutionalCell[] _cells;
    private readonly Classifier _classifier;
    private readonly AuxiliaryClassifier? _auxiliary;
    private readonly int _auxiliaryCell = -1;
    private readonly RandomMasks _masks;
    private readonly ConvolutionalNetworkOptions _options;

    /// <summary>Creates a network with random weights.</summary>
    /// <param name="cells">The two cells, as <see cref="ConvolutionalCellSpace.Decode"/> gives them.</param>
    /// <param name="inputShape">The shape of the images.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="options">How the cells are stacked.</param>
    /// <param name="seed">The seed of the weights, of dropout and of drop-path.</param>
    /// <param name="device">Where the network lives; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The shape is empty, or there are fewer than two classes.</exception>
    public ConvolutionalNetwork(
        CellPair cells, ImageShape inputShape, int classCount, ConvolutionalNetworkOptions options, int seed, torch.Device? device = null)
        : base(nameof(ConvolutionalNetwork))
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        inputShape.Validate();
        options.Validate();
        Cells = cells;
        InputShape = inputShape;
        ClassCount = classCount;
        Device = device ?? torch.CPU;
        _options = options.Clone();
        _masks = new RandomMasks(seed, Device);

        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(seed, Device);
        int reductions = options.GetReductions(inputShape);
        _normalization = new InputNormalization(initializer, inputShape.Channels);
        _stem = StemLayers.CreateFirst(initializer, inputShape.Channels, options);
        _stemReduction = StemLayers.CreateSecond(initializer, options);
        _cells = new ConvolutionalCell[((reductions + 1) * options.CellsPerStage) + reductions];

        long multiplyAdds = 0;
        ImageShape first = _stem.Measure(inputShape, ref multiplyAdds);
        ImageShape second = _stemReduction?.Measure(first, ref multiplyAdds) ?? first;
        int channels = options.InitialChannels;
        for (int k = 0; k < _cells.Length; k++)
        {
            bool isReduction = (k + 1) % (options.CellsPerStage + 1) == 0;
            channels *= isReduction ? 2 : 1;
            var site = new CellSite(first, second, channels, isReduction, IsFirst: k == 0);
            _cells[k] = new ConvolutionalCell(isReduction ? cells.Reduction : cells.Normal, initializer, site, options);
            register_module($"cell{k}", _cells[k]);
            (first, second) = (second, _cells[k].Output);
        }

        _classifier = new Classifier(initializer, second.Channels, classCount, options, _masks);
        if (options.AuxiliaryClassifier)
        {
            int afterReductions = _cells.Length - options.CellsPerStage;
            _auxiliaryCell = Math.Max(0, options.Conventions.AuxiliaryAfterReduction ? afterReductions - 1 : afterReductions);
            _auxiliary = new AuxiliaryClassifier(
                initializer, _cells[_auxiliaryCell].Output, classCount, options.Conventions.ClassifierBias);
        }

        RegisterComponents();
        Statistics = Measure();
    }

    /// <summary>The two cells that the network is stacked of.</summary>
    public CellPair Cells { get; }

    /// <summary>The shape of the images.</summary>
    public ImageShape InputShape { get; }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Where the network lives.</summary>
    public torch.Device Device { get; }

    /// <summary>What the network costs.</summary>
    public NetworkStatistics Statistics { get; }

    /// <summary>How the cells are stacked.</summary>
    internal ConvolutionalNetworkOptions Options => _options;

    /// <summary>How much of the training is done, from 0 to 1; drop-path grows with it.</summary>
    internal double TrainingProgress { get; set; } = 1;

    /// <summary>
    /// Counts what a network would cost, without keeping it.
    /// </summary>
    /// <inheritdoc cref="ConvolutionalNetwork(CellPair, ImageShape, int, ConvolutionalNetworkOptions, int, torch.Device)"/>
    public static NetworkStatistics GetStatistics(
        CellPair cells, ImageShape inputShape, int classCount, ConvolutionalNetworkOptions options)
    {
        using var network = new ConvolutionalNetwork(cells, inputShape, classCount, options, seed: 0);
        return network.Statistics;
    }

    /// <summary>Sets the normalization of the input to the means and standard deviations of a data set's channels.</summary>
    /// <param name="dataset">The training set.</param>
    /// <exception cref="ArgumentException">Its images have another shape.</exception>
    public void SetNormalization(ImageDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckShape(dataset);
        var (mean, deviation) = ChannelStatistics.Measure(dataset);
        _normalization.Set(mean, [.. deviation.Select(value => value > 0 ? 1 / value : 1)]);
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input) => Compute(input).Logits;

    /// <summary>The logits, and in training those of the auxiliary classifier where there is one.</summary>
    internal (torch.Tensor Logits, torch.Tensor? Auxiliary) Compute(torch.Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        NodeValue<torch.Tensor>? middle = null;
        var logits = Wire(new TensorWiring(DrawDropPathMasks(input.shape[0])), input, ToChannelsLast, (k, value) => middle = k == _auxiliaryCell ? value : middle);
        return (logits, training && _auxiliary is not null ? _auxiliary.forward(middle!.Rectified) : null);
    }

    /// <summary>Adds the network, as it is in evaluation mode, to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the value with images of shape [1, channels, height, width].</param>
    /// <returns>The name of the value with the logits, of shape [1, classes].</returns>
    internal string Export(OnnxGraphBuilder graph, string input) => Wire(new OnnxWiring(graph), input);

    /// <summary>
    /// The probability with which drop-path keeps a branch of a cell now. It is the authors' schedule: cell k of K keeps with the
    /// probability 1 − (k + 1)/K · progress · (1 − keep).
    /// </summary>
    internal double GetKeepProbability(int cell) =>
        1 - ((cell + 1.0) / _cells.Length * TrainingProgress * (1 - _options.DropPathKeepProbability));

    /// <summary>Starts the random numbers of dropout and drop-path again.</summary>
    internal void ResetMasks(int seed) => _masks.Reset(seed);

    internal void CheckShape(ImageDataset dataset)
    {
        if (dataset.Shape != InputShape)
        {
            throw new ArgumentException($"The network takes images of shape {InputShape}, those of the data set have the shape {dataset.Shape}.", nameof(dataset));
        }

        if (dataset.ClassNames.Count > ClassCount)
        {
            throw new ArgumentException($"The network tells {ClassCount} classes apart, the data set has {dataset.ClassNames.Count}.", nameof(dataset));
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

    // oneDNN and the pooling kernels of libtorch's CPU part are two to eight times as fast on channels-last memory; the layout of the
    // stem's output decides that of every later value. (The stem's own input may have one channel, where the layouts look alike.)
    private static torch.Tensor ToChannelsLast(torch.Tensor value) => value.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private T Wire<T>(IWiring<T> wiring, T input, Func<T, T>? afterStem = null, Action<int, NodeValue<T>>? afterCell = null)
    {
        T stem = wiring.Apply(_stem, wiring.Apply(_normalization, input));
        var first = new NodeValue<T>(wiring, afterStem is null ? stem : afterStem(stem));
        var second = _stemReduction is null ? first : new NodeValue<T>(wiring, first.Through(_stemReduction));
        for (int k = 0; k < _cells.Length; k++)
        {
            (first, second) = (second, _cells[k].Wire(wiring, first, second));
            afterCell?.Invoke(k, second);
        }

        return second.Through(_classifier);
    }

    private torch.Tensor[]? DrawDropPathMasks(long images)
    {
        if (!training || _options.DropPathKeepProbability >= 1 || TrainingProgress <= 0)
        {
            return null;
        }

        float[] keep = [.. _cells.SelectMany((cell, k) => Enumerable.Repeat((float)GetKeepProbability(k), cell.DroppableBranches))];
        return keep.Length == 0 ? null : _masks.DrawPerImage(keep, images);
    }

    private NetworkStatistics Measure()
    {
        var wiring = new ShapeWiring();
        Wire(wiring, InputShape);
        long total = parameters().Sum(parameter => parameter.NumberOfElements);
        long auxiliary = _auxiliary?.parameters().Sum(parameter => parameter.NumberOfElements) ?? 0;
        return new NetworkStatistics(total - auxiliary, wiring.MultiplyAdds, _cells.Length) { Activations = wiring.Activations };
    }
}
