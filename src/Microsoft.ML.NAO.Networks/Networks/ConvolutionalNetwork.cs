using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// A network that classifies images, or predicts a value of each, stacked of the two cells of an architecture: normalization of the input,
/// a 3×3 convolution (the stem), stages of normal cells with a reduction cell between them, ReLU, global average pooling, dropout, a linear
/// layer (Luo et al., NeurIPS 2018, section 4.1, and the authors' code).
/// </summary>
/// <remarks>
/// Its input are images of shape [batch, channels, height, width] as they are in the data set; its output are logits of shape
/// [batch, classes], or values in the targets' own unit of shape [batch, 1]. The network lives on the device that it was created on. It starts in training mode.
/// </remarks>
public sealed class ConvolutionalNetwork : PredictionNetwork
{
    // Any width will do that all parts of a network can have.
    private const int NarrowChannels = 4;

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
    /// <param name="outputCount">The number of classes; 1 to predict a value.</param>
    /// <param name="options">How the cells are stacked.</param>
    /// <param name="seed">The seed of the weights, of dropout and of drop-path.</param>
    /// <param name="device">Where the network lives; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The shape is empty, or there is no output.</exception>
    public ConvolutionalNetwork(
        CellPair cells, ImageShape inputShape, int outputCount, ConvolutionalNetworkOptions options, int seed, torch.Device? device = null)
        : this(cells, inputShape, outputCount, options, seed, device, mostValues: null)
    {
    }

    /// <summary>Creates a network of no more weights than there are values for.</summary>
    /// <exception cref="InvalidDataException">It would have more.</exception>
    internal ConvolutionalNetwork(
        CellPair cells, ImageShape inputShape, int outputCount, ConvolutionalNetworkOptions options, int seed, torch.Device? device, long? mostValues)
        : base(nameof(ConvolutionalNetwork), outputCount, device ?? torch.CPU)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(options);
        inputShape.Validate();
        options.Validate();
        Cells = cells;
        InputShape = inputShape;
        _options = options.Clone();
        _masks = new RandomMasks(seed, Device);

        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(seed, Device, options.Conventions.Initialization, mostValues);
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
        _classifier = new Classifier(initializer, output.Channels, outputCount, options, _masks);
        if (options.AuxiliaryClassifier)
        {
            _auxiliary = new AuxiliaryClassifier(
                initializer, _cells[layout.AuxiliaryCell].Output, outputCount, options.Conventions.ClassifierBias);
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

    /// <inheritdoc/>
    public override NetworkStatistics Statistics { get; }

    /// <summary>How the cells are stacked.</summary>
    internal ConvolutionalNetworkOptions Options => _options;

    internal override bool IsWorthSharing => ThreadLimit.IsWorthSharing(InputShape);

    /// <summary>How the layers are wired.</summary>
    internal CellStack Stack { get; }

    /// <summary>
    /// Counts what a network would cost, without keeping it.
    /// </summary>
    /// <inheritdoc cref="ConvolutionalNetwork(CellPair, ImageShape, int, ConvolutionalNetworkOptions, int, torch.Device)"/>
    public static NetworkStatistics GetStatistics(
        CellPair cells, ImageShape inputShape, int outputCount, ConvolutionalNetworkOptions options)
    {
        using var network = new ConvolutionalNetwork(cells, inputShape, outputCount, options, seed: 0);
        return network.Statistics;
    }

    /// <summary>
    /// Counts what a network would cost from three narrow ones with the same cells, so that it need not fit into any memory: parameters and
    /// multiplications are polynomials of the channels of degree two, activations are one of degree one.
    /// </summary>
    /// <inheritdoc cref="GetStatistics"/>
    internal static NetworkStatistics EstimateStatistics(
        CellPair cells, ImageShape inputShape, int outputCount, ConvolutionalNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.InitialChannels <= 3 * NarrowChannels)
        {
            return GetStatistics(cells, inputShape, outputCount, options);
        }

        NetworkStatistics[] narrow = [.. Enumerable.Range(1, 3).Select(i =>
        {
            ConvolutionalNetworkOptions own = options.Clone();
            own.InitialChannels = i * NarrowChannels;
            return GetStatistics(cells, inputShape, outputCount, own);
        })];
        double width = (double)options.InitialChannels / NarrowChannels;
        return new NetworkStatistics(Extrapolate(of => of.Parameters), Extrapolate(of => of.MultiplyAdds), narrow[0].Cells)
        {
            Activations = Extrapolate(of => of.Activations),
        };

        // Newton's polynomial through the widths 1, 2 and 3.
        long Extrapolate(Func<NetworkStatistics, long> select)
        {
            double first = select(narrow[0]);
            double slope = select(narrow[1]) - first;
            double bend = select(narrow[2]) - (2.0 * select(narrow[1])) + first;
            return (long)Math.Round(first + (slope * (width - 1)) + (bend * (width - 1) * (width - 2) / 2));
        }
    }

    /// <inheritdoc/>
    internal override (torch.Tensor Outputs, torch.Tensor? Auxiliary) Compute(torch.Tensor input, bool normalized = false)
    {
        var masks = training ? DropPath.Draw(_masks, Stack.Cells, _options, TrainingProgress, input.shape[0]) : null;
        return Stack.Compute(input, masks, auxiliary: training, normalized);
    }

    internal override SampleBatcher CreateTrainingBatcher(SampleDataset train) => new ImageBatcher((ImageDataset)train, CreatePlainNormalization());

    internal override string AddInput(OnnxGraphBuilder graph, OnnxExportOptions options)
    {
        var (channels, height, width) = InputShape;
        string input = graph.AddInput(options.InputName, OnnxElementType.Float, options.FirstDimension, InputShape.Size);
        if (options.PixelOrder == PixelOrder.Planar)
        {
            return graph.AddNode("Reshape", [input, graph.AddConstant("shape", -1, channels, height, width)]);
        }

        string pixels = graph.AddNode("Reshape", [input, graph.AddConstant("shape", -1, height, width, channels)]);
        return graph.AddNode("Transpose", [pixels], [OnnxAttribute.Integers("perm", 0, 3, 1, 2)]);
    }

    internal override string Describe() => JsonSerializer.Serialize(NetworkHeader.Of(this));

    /// <summary>The network's normalization of images for plain arrays, by its figures of now.</summary>
    internal IPixelNormalization CreatePlainNormalization() => _normalization.ToPlain();

    /// <summary>The probability with which drop-path keeps a branch of a cell now.</summary>
    internal double GetKeepProbability(int cell) => DropPath.GetKeepProbability(_options, cell, _cells.Length, TrainingProgress);

    internal override void ResetMasks(int seed) => _masks.Reset(seed);

    internal static void CheckShape(ImageDataset dataset, ImageShape shape)
    {
        if (dataset.Shape != shape)
        {
            throw new ArgumentException($"The network takes images of shape {shape}, those of the data set have the shape {dataset.Shape}.", nameof(dataset));
        }
    }

    private protected override void CheckSamples(SampleDataset dataset) => CheckShape(
        dataset as ImageDataset ?? throw new ArgumentException("The network takes images, the data set has none.", nameof(dataset)), InputShape);

    private protected override void SetInputNormalization(SampleDataset train) => _normalization.Set((ImageDataset)train);

    private protected override string ExportOutputs(OnnxGraphBuilder graph, string input)
    {
        var wiring = new OnnxWiring(graph);
        return Stack.Wire(wiring, wiring.Apply(_normalization, input));
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
