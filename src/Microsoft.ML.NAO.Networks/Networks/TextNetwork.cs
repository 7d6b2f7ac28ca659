using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Recurrent;
using Microsoft.ML.NAO.Text;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// A network that predicts a class or a value of each text, around the recurrent cell of an architecture: embeddings, the cell word by word,
/// the states' means, maxima and last one, dropout, a linear layer.
/// </summary>
/// <remarks>
/// Its input are texts as <see cref="TextDataset"/> makes them, tokens of a vocabulary, an int64 tensor of shape [batch, length] with
/// <see cref="TokenDataset.Padding"/> behind the end of each; its output are logits of shape [batch, classes], or values in the targets' own
/// unit of shape [batch, 1]. Exported to ONNX, it takes a text itself. The network lives on the device that it was created on. It starts in
/// training mode, in which it drops what its options say.
/// </remarks>
public sealed class TextNetwork : PredictionNetwork
{
    // Where a product of the cell takes a hundred microseconds for a batch.
    private const int SizeWorthSharing = 256;

    private readonly Parameter _embedding;
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly RecurrentCellLayer _layer;
    private readonly RandomMasks _masks;
    private readonly TextNetworkOptions _options;
    private TextStep? _step;

    /// <summary>Creates a network with random weights.</summary>
    /// <param name="cell">The cell, as <see cref="RecurrentCellSpace.Decode"/> gives it.</param>
    /// <param name="vocabulary">The words that it knows.</param>
    /// <param name="outputCount">The number of classes; 1 to predict a value.</param>
    /// <param name="options">How large the network is and what it drops.</param>
    /// <param name="seed">The seed of the weights and of dropout.</param>
    /// <param name="device">Where the network lives; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There is no output.</exception>
    public TextNetwork(
        RecurrentCell cell, TextVocabulary vocabulary, int outputCount, TextNetworkOptions options, int seed, torch.Device? device = null)
        : base(nameof(TextNetwork), outputCount, device ?? torch.CPU)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Cell = cell;
        Vocabulary = vocabulary;
        _options = options.Clone();
        _masks = new RandomMasks(seed, Device);

        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(seed, Device);
        int size = options.HiddenSize;
        _embedding = initializer.Uniform(options.EmbeddingRange, vocabulary.Count, size);
        // The range is that of PyTorch's recurrent layers.
        _layer = new RecurrentCellLayer(initializer, cell, size, 1 / Math.Sqrt(size), averageFirst: false);
        _weight = initializer.Linear(outputCount, TextPooling.Parts * size);
        _bias = initializer.Zeros(outputCount);
        RegisterComponents();
        Statistics = Measure();
    }

    /// <summary>The cell that the network applies at every word.</summary>
    public RecurrentCell Cell { get; }

    /// <summary>The words that the network knows.</summary>
    public TextVocabulary Vocabulary { get; }

    /// <summary>The largest number of tokens of a text, the start token included; the exported network cuts what is longer.</summary>
    public int MaximumLength => _options.MaximumLength;

    /// <summary>What the network costs, for a text of the maximum length.</summary>
    public override NetworkStatistics Statistics { get; }

    internal override bool IsWorthSharing => _options.HiddenSize >= SizeWorthSharing;

    internal override (torch.Tensor Outputs, torch.Tensor? Auxiliary) Compute(torch.Tensor input, bool normalized = false)
    {
        var batch = TextBatch.Create(input);
        var (inputMask, hiddenMask) = DrawMasks(batch);
        var (states, _) = _layer.Forward(Embed(batch, inputMask), CreateState(batch), hiddenMask);
        return (Decode(batch, states), null);
    }

    /// <inheritdoc/>
    /// <remarks>The cell is traced for its own derivatives, which take a fraction of libtorch's time.</remarks>
    internal override (torch.Tensor Outputs, torch.Tensor? Auxiliary) ComputeForGradient(torch.Tensor input, bool normalized)
    {
        var batch = TextBatch.Create(input);
        _step?.Dispose();
        _step = Trace(batch);
        return (Decode(batch, _step.States), null);
    }

    internal override IList<torch.Tensor> Differentiate(torch.Tensor loss, IReadOnlyList<Parameter> parameters)
    {
        using TextStep step = _step ?? throw new InvalidOperationException("There is no step to differentiate.");
        _step = null;
        using var scope = torch.NewDisposeScope();
        var gradients = torch.autograd.grad([loss], [step.States, _weight, _bias]);
        using var noGradient = torch.no_grad();
        torch.Tensor[] byCell = [.. _layer.Weights.Select(weight => torch.empty_like(weight))];
        var byInput = Multiply(_layer.Backward(gradients[0], byCell), step.InputMask);
        var byEmbedding = torch.zeros_like(_embedding).index_add_(0, step.Words, byInput.view(-1, _options.HiddenSize), Scalars.One);
        Parameter[] own = [_embedding, _weight, _bias, .. _layer.Weights];
        torch.Tensor[] all = [byEmbedding, gradients[1], gradients[2], .. byCell];
        return [.. parameters.Select(parameter => all[Array.IndexOf(own, parameter)].MoveToOuterDisposeScope())];
    }

    internal override string AddInput(OnnxGraphBuilder graph, OnnxExportOptions options) =>
        graph.AddInput(options.InputName, OnnxElementType.String, 1, 1);

    internal override string Describe() => JsonSerializer.Serialize(new
    {
        Cell.Nodes,
        Vocabulary = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Vocabulary.Words)))),
        OutputCount,
        Options = _options,
    });

    internal override void ResetMasks(int seed) => _masks.Reset(seed);

    private protected override void CheckSamples(SampleDataset dataset) => TextCheck.Check(dataset, Vocabulary, MaximumLength);

    private protected override void SetInputNormalization(SampleDataset train)
    {
        // Tokens have no scale.
    }

    private protected override string ExportOutputs(OnnxGraphBuilder graph, string input)
    {
        string tokens = new TextExport(graph, MaximumLength - 1).Add(input, Vocabulary);
        string words = graph.AddNode("Gather", [graph.AddConstant("embedding", _embedding), tokens]);
        string steps = graph.AddNode("Unsqueeze", [words, graph.AddConstant("batch", 1L)]);
        string state = graph.AddConstant("state", new float[_options.HiddenSize], 1, _options.HiddenSize);
        var (states, last) = _layer.Export(graph, steps, state, wholeSequences: true);
        return graph.AddNode(
            "Gemm",
            [TextPooling.Export(graph, states, last), graph.AddConstant("weight", _weight), graph.AddConstant("bias", _bias)],
            [OnnxAttribute.Integer("transB", 1)]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _masks.Dispose();
            _step?.Dispose();
        }

        base.Dispose(disposing);
    }

    private TextStep Trace(TextBatch batch)
    {
        using var noGradient = torch.no_grad();
        var (inputMask, hiddenMask) = DrawMasks(batch);
        var input = Embed(batch, inputMask);
        var state = CreateState(batch);
        var (states, _) = _layer.Trace(input, state, hiddenMask);
        return new TextStep(batch, input, inputMask, state, hiddenMask, states.detach().requires_grad_(true));
    }

    private (torch.Tensor? Input, torch.Tensor? Hidden) DrawMasks(TextBatch batch)
    {
        long[] shape = [batch.Size, _options.HiddenSize];
        return (Draw(_options.InputDropout), Draw(_options.HiddenDropout));

        torch.Tensor? Draw(double drop) => training && drop > 0 ? _masks.Draw(1 - drop, shape) : null;
    }

    private torch.Tensor Embed(TextBatch batch, torch.Tensor? mask) =>
        Multiply(_embedding.index_select(0, batch.Words).view(batch.Steps, batch.Size, -1), mask);

    private torch.Tensor CreateState(TextBatch batch) => torch.zeros([batch.Size, _options.HiddenSize], _embedding.dtype, Device);

    private torch.Tensor Decode(TextBatch batch, torch.Tensor states)
    {
        var pooled = TextPooling.Pool(states, batch.IsText, batch.Lengths);
        bool drops = training && _options.OutputDropout > 0;
        return torch.nn.functional.linear(drops ? pooled.mul(_masks.Draw(1 - _options.OutputDropout, pooled.shape)) : pooled, _weight, _bias);
    }

    private static torch.Tensor Multiply(torch.Tensor values, torch.Tensor? mask) => mask is null ? values : values.mul(mask);

    private NetworkStatistics Measure()
    {
        // The embeddings, the trace of the cell, and what the pooling makes of the states.
        long perStep = 1 + ((1 + CellTrace.Parts) * _layer.Plan.NodeCount) + 1 + 2;
        long cell = _layer.Weights.Sum(weight => weight.NumberOfElements);
        return new NetworkStatistics(
            parameters().Sum(parameter => parameter.NumberOfElements), (MaximumLength * cell) + _weight.NumberOfElements, Cells: 1)
        {
            Activations = (_options.HiddenSize * ((MaximumLength * perStep) + (2 * TextPooling.Parts))) + OutputCount,
        };
    }
}
