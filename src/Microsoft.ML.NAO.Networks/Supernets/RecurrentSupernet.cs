using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>
/// A language model whose weights all recurrent cells of a space share: each of them is a path through it (Pham et al., ICML 2018; Luo et
/// al., NeurIPS 2018, section 4; the authors' code of the search with weight sharing).
/// </summary>
/// <remarks>
/// Embeddings, decoder and node 0 belong to all cells; each searched node has a matrix of its own for every node that it may continue and every
/// activation. All paths have the same number of trained values. The network lives on the device that it was created on. It starts in
/// training mode.
/// </remarks>
public sealed class RecurrentSupernet : torch.nn.Module
{
    private readonly RecurrentNetwork _network;
    private readonly SharedRecurrentLayer _layer;
    private readonly RecurrentNetworkOptions _options;

    /// <summary>Creates a supernet with random weights.</summary>
    /// <param name="space">The space whose architectures are its paths.</param>
    /// <param name="vocabularySize">The number of words.</param>
    /// <param name="options">How large it is and what it drops; changes after this call have no effect.</param>
    /// <param name="seed">The seed of the weights and of dropout.</param>
    /// <param name="device">Where it lives; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There are fewer than two words.</exception>
    public RecurrentSupernet(RecurrentCellSpace space, int vocabularySize, RecurrentNetworkOptions options, int seed, torch.Device? device = null)
        : base(nameof(RecurrentSupernet))
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        Space = space;
        _options = options.Clone();
        RecurrentCell any = space.Decode(space.Sample(new Random(seed)));
        SharedRecurrentLayer? layer = null;
        _network = new RecurrentNetwork(any, vocabularySize, options, seed, device, (initializer, own) =>
            layer = new SharedRecurrentLayer(initializer, any, own.HiddenSize, own.WeightRange, own.Conventions.AverageFirstNode));
        _layer = layer!;
        register_module(nameof(_network), _network);
    }

    /// <summary>The space whose architectures are its paths.</summary>
    public RecurrentCellSpace Space { get; }

    /// <summary>The number of words.</summary>
    public int VocabularySize => _network.VocabularySize;

    /// <summary>Where it lives.</summary>
    public torch.Device Device => _network.Device;

    /// <summary>The number of trained values of all paths together.</summary>
    public long ParameterCount => _network.ParameterCount;

    /// <summary>Reads words with one architecture's path.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="words">The words, of shape [steps, batch].</param>
    /// <param name="state">The state before them, of shape [batch, hidden size].</param>
    /// <returns>The logits of each next word, of shape [steps, batch, vocabulary], and the state after the last step.</returns>
    /// <exception cref="ArgumentException">The architecture is not of the space.</exception>
    public (torch.Tensor Logits, torch.Tensor State) Compute(Architecture architecture, torch.Tensor words, torch.Tensor state) =>
        GetPath(architecture).forward(words, state);

    /// <summary>The state at the beginning of a text: zeros, of shape [batch, hidden size].</summary>
    /// <param name="batchSize">The number of sequences that are read side by side.</param>
    public torch.Tensor CreateState(int batchSize) => _network.CreateState(batchSize);

    /// <summary>The number of trained values of one architecture's path, the same for all.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <exception cref="ArgumentException">It is not of the space.</exception>
    public long CountParameters(Architecture architecture) => GetPath(architecture).Weights.Sum(weight => weight.NumberOfElements);

    /// <summary>Copies one architecture's path to a network of its own, which computes the same.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="seed">The seed of the network's dropout.</param>
    /// <returns>A network on the same device, in training mode.</returns>
    /// <exception cref="ArgumentException">The architecture is not of the space.</exception>
    public RecurrentNetwork Extract(Architecture architecture, int seed = 0)
    {
        IReadOnlyList<Parameter> weights = GetPath(architecture).Weights;
        var network = new RecurrentNetwork(_layer.Cell, VocabularySize, _options, seed, Device);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (var (to, from) in network.Weights.Zip<Parameter, torch.Tensor>([weights[0], weights[1], .. _layer.GatherWeights()]))
        {
            to.copy_(from);
        }

        return network;
    }

    /// <summary>
    /// The network of an architecture, until another one's is asked for: its weights are those of the path, in the order embeddings,
    /// decoder's bias, node 0, and each searched node.
    /// </summary>
    internal RecurrentNetwork GetPath(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        _layer.Cell = Space.Decode(architecture);
        return _network;
    }
}
