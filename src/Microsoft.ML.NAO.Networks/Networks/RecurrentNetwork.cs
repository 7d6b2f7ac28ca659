using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Recurrent;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// A language model around the recurrent cell of an architecture: embeddings, the cell, and a decoder that shares the embeddings' weights
/// and has a bias of its own (Luo et al., NeurIPS 2018, section 4.1, and the authors' code).
/// </summary>
/// <remarks>
/// Its inputs are words as indices into a vocabulary, an int64 tensor of shape [steps, batch], and the state before the first step, of
/// shape [batch, hidden size]; its outputs are logits of the next word, of shape [steps, batch, vocabulary], and the state after the
/// last step, from which the same sequences go on. The network lives on the device that it was created on. It starts in training
/// mode, in which it drops what its options say.
/// </remarks>
public sealed class RecurrentNetwork : torch.nn.Module<torch.Tensor, torch.Tensor, (torch.Tensor, torch.Tensor)>
{
    private readonly Parameter _embedding;
    private readonly Parameter _bias;
    private readonly SequenceLayer _layer;
    private readonly RecurrentNetworkOptions _options;
    private readonly RandomMasks _masks;
    private readonly TiedDecoder _decoder = new();

    /// <summary>Creates a network with random weights.</summary>
    /// <param name="cell">The cell, as <see cref="RecurrentCellSpace.Decode"/> gives it.</param>
    /// <param name="vocabularySize">The number of words.</param>
    /// <param name="options">How large the network is and what it drops.</param>
    /// <param name="seed">The seed of the weights and of dropout.</param>
    /// <param name="device">Where the network lives; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There are fewer than two words.</exception>
    public RecurrentNetwork(RecurrentCell cell, int vocabularySize, RecurrentNetworkOptions options, int seed, torch.Device? device = null)
        : this(cell, vocabularySize, options, seed, device, (initializer, own) =>
            new RecurrentCellLayer(initializer, cell, own.HiddenSize, own.WeightRange, own.Conventions.AverageFirstNode))
    {
    }

    /// <summary>Creates a network around any layer; the cell only describes it.</summary>
    internal RecurrentNetwork(
        RecurrentCell cell,
        int vocabularySize,
        RecurrentNetworkOptions options,
        int seed,
        torch.Device? device,
        Func<WeightInitializer, RecurrentNetworkOptions, SequenceLayer> createLayer)
        : base(nameof(RecurrentNetwork))
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 2);
        options.Validate();
        Cell = cell;
        VocabularySize = vocabularySize;
        Device = device ?? torch.CPU;
        _options = options.Clone();
        _masks = new RandomMasks(seed, Device);

        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(seed, Device);
        _embedding = initializer.Uniform(options.WeightRange, vocabularySize, options.HiddenSize);
        _bias = initializer.Zeros(vocabularySize);
        _layer = createLayer(initializer, _options);
        RegisterComponents();
    }

    /// <summary>The cell that the network applies at every step.</summary>
    public RecurrentCell Cell { get; }

    /// <summary>The number of words.</summary>
    public int VocabularySize { get; }

    /// <summary>Where the network lives.</summary>
    public torch.Device Device { get; }

    /// <summary>The number of trained values; the embeddings count once.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.NumberOfElements);

    /// <summary>How large the network is and what it drops.</summary>
    internal RecurrentNetworkOptions Options => _options;

    /// <summary>What stands between the embeddings and the decoder.</summary>
    internal SequenceLayer Layer => _layer;

    /// <summary>The trained values in the order in which <see cref="Differentiate"/> takes their gradients.</summary>
    internal IReadOnlyList<Parameter> Weights => [_embedding, _bias, .. _layer.Weights];

    /// <summary>The state at the beginning of a text: zeros, of shape [batch, hidden size].</summary>
    /// <param name="batchSize">The number of sequences that are read side by side.</param>
    public torch.Tensor CreateState(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return torch.zeros([batchSize, _layer.StateSize], _embedding.dtype, Device);
    }

    /// <summary>Reads words.</summary>
    /// <param name="input1">The words, of shape [steps, batch].</param>
    /// <param name="input2">The state before them, as <see cref="CreateState"/> or an earlier call gives it.</param>
    /// <returns>The logits of each next word, of shape [steps, batch, vocabulary], and the state after the last step.</returns>
    public override (torch.Tensor, torch.Tensor) forward(torch.Tensor input1, torch.Tensor input2)
    {
        var masks = training ? DrawMasks(input1.shape[1]) : SequenceMasks.None;
        var (output, state) = Read(input1, input2, masks);
        return (torch.nn.functional.linear(Multiply(output, masks.Output), _embedding, _bias), state);
    }

    /// <summary>Starts the random numbers of dropout again.</summary>
    internal void ResetMasks(int seed) => _masks.Reset(seed);

    /// <summary>Draws what the next sequence of training drops.</summary>
    internal SequenceMasks DrawMasks(long batch) => SequenceMasks.Draw(_masks, _options, VocabularySize, batch);

    /// <summary>Computes the loss of a sequence and its gradient, without libtorch's differentiation.</summary>
    /// <param name="words">The words, of shape [steps, batch].</param>
    /// <param name="targets">The words that follow them.</param>
    /// <param name="state">The state before them.</param>
    /// <param name="masks">What is dropped.</param>
    /// <param name="regularization">What the loss adds for the output's activity.</param>
    /// <param name="gradients">Receive the gradients by <see cref="Weights"/>; what they held is overwritten.</param>
    internal RecurrentGradient Differentiate(
        torch.Tensor words,
        torch.Tensor targets,
        torch.Tensor state,
        SequenceMasks masks,
        ActivityRegularization regularization,
        torch.Tensor[] gradients)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (output, after) = _layer.Trace(Embed(words, masks), state, masks.Hidden);
        var (loss, byOutput) = _decoder.Differentiate(_embedding, _bias, output, masks.Output, targets, gradients[0], gradients[1]);
        regularization.AddGradient(byOutput, output, masks.Output);
        var byInput = Multiply(_layer.Backward(byOutput, gradients.AsSpan(2)), masks.Input).view(-1, _options.HiddenSize);
        var flat = words.reshape(-1);
        gradients[0].index_add_(0, flat, Multiply(byInput, masks.Words?.index_select(0, flat)), Scalars.One);
        return new RecurrentGradient(loss.MoveToOuterDisposeScope(), after.MoveToOuterDisposeScope());
    }

    /// <summary>The sum of the cross-entropies of words as the network is in evaluation mode, and the state after them.</summary>
    internal (double Loss, torch.Tensor State) SumLosses(torch.Tensor words, torch.Tensor targets, torch.Tensor state)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (output, after) = Read(words, state, SequenceMasks.None);
        double loss = _decoder.SumLosses(_embedding, _bias, output.view(-1, _options.HiddenSize), targets.reshape(-1));
        return (loss, after.MoveToOuterDisposeScope());
    }

    /// <summary>Reads one text from its beginning as the network is in evaluation mode.</summary>
    /// <param name="words">Its words, of shape [steps, 1].</param>
    /// <param name="targets">The words that follow them.</param>
    /// <returns>The sum of the cross-entropies, and the logits of what comes after the last one, of shape [vocabulary].</returns>
    internal (double Loss, torch.Tensor Next) ReadText(torch.Tensor words, torch.Tensor targets)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (output, _) = Read(words, CreateState(1), SequenceMasks.None);
        var rows = output.view(-1, _options.HiddenSize);
        double loss = _decoder.SumLosses(_embedding, _bias, rows, targets.reshape(-1));
        var last = rows.narrow(0, rows.shape[0] - 1, 1);
        return (loss, torch.nn.functional.linear(last, _embedding, _bias).view(-1).MoveToOuterDisposeScope());
    }

    /// <summary>Adds the network, as it is in evaluation mode, to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="words">The name of the words, int64 of shape [batch], or of shape [steps, batch] for whole sequences.</param>
    /// <param name="state">The name of the state before them.</param>
    /// <param name="wholeSequences">Whether there are steps.</param>
    /// <returns>The names of the logits, of shape [steps · batch, vocabulary], and of the state after the words.</returns>
    internal (string Logits, string NextState) Export(OnnxGraphBuilder graph, string words, string state, bool wholeSequences)
    {
        string embedding = graph.AddConstant("embedding", _embedding);
        var (output, next) = _layer.Export(graph, graph.AddNode("Gather", [embedding, words]), state, wholeSequences);
        string rows = wholeSequences ? graph.AddNode("Reshape", [output, graph.AddConstant("shape", -1, _options.HiddenSize)]) : output;
        return (graph.AddNode("Gemm", [rows, embedding, graph.AddConstant("bias", _bias)], [OnnxAttribute.Integer("transB", 1)]), next);
    }

    /// <summary>Adds the network, as it is in evaluation mode, to a graph, with its inputs and outputs.</summary>
    internal void Export(OnnxGraphBuilder graph, LanguageModelOnnxOptions options)
    {
        OnnxDimension[] shape = options.WholeSequences ? ["steps", "batch"] : ["batch"];
        string words = graph.AddInput(options.WordsName, OnnxElementType.Int64, shape);
        string state = graph.AddInput(options.StateName, OnnxElementType.Float, "batch", _layer.StateSize);
        var (logits, next) = Export(graph, words, state, options.WholeSequences);
        if (options.WholeSequences)
        {
            string sizes = graph.AddNode("Concat", [graph.AddNode("Shape", [words]), graph.AddConstant("vocabulary", VocabularySize)], [OnnxAttribute.Integer("axis", 0)]);
            logits = graph.AddNode("Reshape", [logits, sizes]);
        }

        graph.AddNode("Identity", [logits], output: options.LogitsName);
        graph.AddNode("Identity", [next], output: options.NextStateName);
        graph.AddOutput(options.LogitsName, OnnxElementType.Float, [.. shape, VocabularySize]);
        graph.AddOutput(options.NextStateName, OnnxElementType.Float, "batch", _layer.StateSize);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _masks.Dispose();
            _decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private (torch.Tensor Output, torch.Tensor State) Read(torch.Tensor words, torch.Tensor state, SequenceMasks masks) =>
        _layer.Forward(Embed(words, masks), state, masks.Hidden);

    private torch.Tensor Embed(torch.Tensor words, SequenceMasks masks)
    {
        var flat = words.reshape(-1);
        var embedded = Multiply(_embedding.index_select(0, flat), masks.Words?.index_select(0, flat));
        return Multiply(embedded.view(words.shape[0], words.shape[1], -1), masks.Input);
    }

    private static torch.Tensor Multiply(torch.Tensor values, torch.Tensor? mask) => mask is null ? values : values.mul(mask);
}
