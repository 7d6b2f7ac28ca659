using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Training;
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
        using var initializer = new WeightInitializer(seed, Device, options.Conventions.Initialization);
        var layout = new NetworkLayout(options, inputShape);
        _normalization = InputNormalization.Create(initializer, inputShape.Channels, options.Conventions);
        _stem = StemLayers.CreateFirst(initializer, inputShape.Channels, options);
        _stemReduction = StemLayers.CreateSecond(initializer, options);
        _cells = new ConvolutionalCell[layout.CellCount];

        long multiplyAdds = 0;
        ImageShape first = _stem.Measure(inputShape, ref multiplyAdds);
        ImageShape output = layout.Stack(first, _stemReduction?.Measure(first, ref multiplyAdds) ?? first, (k, site) =>
        {
            _cells[k] = new ConvolutionalCell(site.IsReduction ? cells.Reduction : cells.Normal, initializer, site, options);
            register_module($"cell{k}", _cells[k]);
            return _cells[k].Output;
        });
        _classifier = new Classifier(initializer, output.Channels, classCount, options, _masks);
        if (options.AuxiliaryClassifier)
        {
            _auxiliary = new AuxiliaryClassifier(
                initializer, _cells[layout.AuxiliaryCell].Output, classCount, options.Conventions.ClassifierBias);
        }

        Stack = new CellStack(
            _normalization, _stem, _stemReduction, [.. _cells.Select(cell => cell.Wiring)], _classifier, _auxiliary, layout.AuxiliaryCell);
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

    /// <summary>How the layers are wired.</summary>
    internal CellStack Stack { get; }

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

    /// <summary>
    /// Sets the normalization of the input to the means and standard deviations of a data set's channels. Without effect where
    /// <see cref="NetworkConventions.StandardizeImages"/> is set.
    /// </summary>
    /// <param name="dataset">The training set.</param>
    /// <exception cref="ArgumentException">Its images have another shape.</exception>
    public void SetNormalization(ImageDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckShape(dataset);
        _normalization.Set(dataset);
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input) => Compute(input).Logits;

    /// <summary>The logits, and in training those of the auxiliary classifier where there is one.</summary>
    /// <param name="input">Images.</param>
    /// <param name="normalized">Whether <see cref="CreatePlainNormalization"/> has normalized them already.</param>
    internal (torch.Tensor Logits, torch.Tensor? Auxiliary) Compute(torch.Tensor input, bool normalized = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        var masks = training ? DropPath.Draw(_masks, Stack.Cells, _options, TrainingProgress, input.shape[0]) : null;
        return Stack.Compute(input, masks, auxiliary: training, normalized);
    }

    /// <summary>Adds the network, as it is in evaluation mode, to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the value with images of shape [1, channels, height, width].</param>
    /// <returns>The name of the value with the logits, of shape [1, classes].</returns>
    internal string Export(OnnxGraphBuilder graph, string input)
    {
        var wiring = new OnnxWiring(graph);
        return Stack.Wire(wiring, wiring.Apply(_normalization, input));
    }

    /// <summary>The network's normalization of images for plain arrays, by its figures of now.</summary>
    internal IPixelNormalization CreatePlainNormalization() => _normalization.ToPlain();

    /// <summary>The probability with which drop-path keeps a branch of a cell now.</summary>
    internal double GetKeepProbability(int cell) => DropPath.GetKeepProbability(_options, cell, _cells.Length, TrainingProgress);

    /// <summary>The weights and running averages of now.</summary>
    internal byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        save(writer);
        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Goes back to what <see cref="ToBytes"/> gave.</summary>
    internal void FromBytes(byte[] weights)
    {
        using var reader = new BinaryReader(new MemoryStream(weights));
        load(reader);
    }

    /// <summary>Starts the random numbers of dropout and drop-path again.</summary>
    internal void ResetMasks(int seed) => _masks.Reset(seed);

    internal void CheckShape(ImageDataset dataset) => CheckShape(dataset, InputShape, ClassCount);

    /// <summary>Throws unless a network for images of a shape can read a data set.</summary>
    internal static void CheckShape(ImageDataset dataset, ImageShape shape, int classes)
    {
        if (dataset.Shape != shape)
        {
            throw new ArgumentException($"The network takes images of shape {shape}, those of the data set have the shape {dataset.Shape}.", nameof(dataset));
        }

        if (dataset.ClassNames.Count > classes)
        {
            throw new ArgumentException($"The network tells {classes} classes apart, the data set has {dataset.ClassNames.Count}.", nameof(dataset));
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

    private NetworkStatistics Measure()
    {
        var wiring = new ShapeWiring();
        Stack.Wire(wiring, InputShape);
        long total = parameters().Sum(parameter => parameter.NumberOfElements);
        long auxiliary = _auxiliary?.parameters().Sum(parameter => parameter.NumberOfElements) ?? 0;
        return new NetworkStatistics(total - auxiliary, wiring.MultiplyAdds, _cells.Length) { Activations = wiring.Activations };
    }
}
