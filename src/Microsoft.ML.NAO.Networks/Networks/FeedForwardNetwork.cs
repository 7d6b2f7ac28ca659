using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.FeedForward;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// A network that predicts a class or a value of each vector of features: standardization of each feature by the training set's mean and
/// deviation, the blocks of an architecture, a linear layer (Gorishniy et al., "Revisiting deep learning models for tabular data",
/// NeurIPS 2021).
/// </summary>
/// <remarks>
/// <para>
/// Its input are vectors of shape [batch, features] as they are in the data set; its output are logits of shape [batch, classes], or values in
/// the targets' own unit of shape [batch, 1]. The network lives on the device that it was created on. It starts in training mode.
/// </para>
/// <para>
/// A network that begins with a residual block has a linear layer to its width before it; behind one that ends with such a block stand that
/// block's normalization and activation once more. Both are as in the authors' residual network; linear blocks need neither.
/// </para>
/// <para>
/// The last layer and the last one of each residual block begin with weights of zero: a residual network begins as a linear model of its input,
/// that answers all rows alike (Goyal et al., "Accurate, large minibatch SGD", 2017, section 5.1, begins residual blocks so). With some hundred rows
/// that took fewer steps than random weights, and led to smaller errors (tried by hand; <c>build/bench.sh tables</c> prints what searches come to).
/// </para>
/// </remarks>
public sealed class FeedForwardNetwork : PredictionNetwork
{
    // Where a linear layer takes a hundred microseconds for a batch.
    private const int WidthWorthSharing = 256;

    private readonly FeatureStandardization _standardization;
    private readonly LayerSequence _layers;
    private readonly RandomMasks _masks;
    private readonly FeedForwardNetworkOptions _options;

    /// <summary>Creates a network with random weights.</summary>
    /// <param name="cell">The blocks, as <see cref="FeedForwardSpace.Decode"/> gives them.</param>
    /// <param name="featureCount">The number of features, at least 1.</param>
    /// <param name="outputCount">The number of classes; 1 to predict a value.</param>
    /// <param name="options">What the architecture leaves open.</param>
    /// <param name="seed">The seed of the weights and of dropout.</param>
    /// <param name="device">Where the network lives; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There is no feature or output, or a name in a block is unknown.</exception>
    public FeedForwardNetwork(
        FeedForwardCell cell, int featureCount, int outputCount, FeedForwardNetworkOptions options, int seed, torch.Device? device = null)
        : base(nameof(FeedForwardNetwork), outputCount, device ?? torch.CPU)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        options.Validate();
        Cell = cell;
        FeatureCount = featureCount;
        _options = options.Clone();
        _masks = new RandomMasks(seed, Device);

        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(seed, Device);
        _standardization = new FeatureStandardization(initializer, featureCount);
        _layers = new BlockLayers(initializer, _masks, options.HiddenMultiplier).Create(cell, featureCount, outputCount);
        RegisterComponents();
        Statistics = Measure();
    }

    /// <summary>The blocks of the network.</summary>
    public FeedForwardCell Cell { get; }

    /// <summary>The number of features.</summary>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public override NetworkStatistics Statistics { get; }

    internal override bool IsWorthSharing => Cell.Width >= WidthWorthSharing;

    internal override (torch.Tensor Outputs, torch.Tensor? Auxiliary) Compute(torch.Tensor input, bool normalized = false) =>
        (_layers.forward(normalized ? input : _standardization.forward(input)), null);

    internal override string AddInput(OnnxGraphBuilder graph, OnnxExportOptions options) =>
        graph.AddInput(options.InputName, OnnxElementType.Float, options.FirstDimension, FeatureCount);

    internal override string Describe() => JsonSerializer.Serialize(
        new { Cell.Width, Cell.Blocks, FeatureCount, OutputCount, _options.HiddenMultiplier });

    internal override void ResetMasks(int seed) => _masks.Reset(seed);

    private protected override void CheckSamples(SampleDataset dataset)
    {
        if (dataset is not VectorDataset vectors)
        {
            throw new ArgumentException("The network takes vectors, the data set has none.", nameof(dataset));
        }

        if (vectors.Width != FeatureCount)
        {
            throw new ArgumentException($"The network takes vectors of {FeatureCount} values, those of the data set have {vectors.Width}.", nameof(dataset));
        }
    }

    private protected override void SetInputNormalization(SampleDataset train) => _standardization.Set((VectorDataset)train);

    private protected override string ExportOutputs(OnnxGraphBuilder graph, string input) =>
        _layers.Export(graph, _standardization.Export(graph, input));

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
        var shapes = new ShapeWiring();
        shapes.Apply(_layers, new ImageShape(FeatureCount, 1, 1));
        return new NetworkStatistics(parameters().Sum(parameter => parameter.NumberOfElements), shapes.MultiplyAdds, Cell.Blocks.Length)
        {
            Activations = shapes.Activations,
        };
    }
}
