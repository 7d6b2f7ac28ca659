using System.Collections.Immutable;
using System.Globalization;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Recurrent cells whose nodes form a tree: the space of the authors' search for language models (Luo et al., NeurIPS 2018,
/// section 3.1 and appendix; Pham et al., ICML 2018).
/// </summary>
/// <remarks>
/// Each searched node is two tokens: its predecessor (1 for node 0, 2 for node 1, …) and its activation (tanh, ReLU, identity,
/// sigmoid, in this order). With 11 nodes that makes 22 tokens of 16 kinds, the start token 0 included. The paper counts 12
/// nodes; the first always applies tanh and has no token. Two architectures have the same canonical form if their trees are
/// the same, whatever the order of the nodes.
/// </remarks>
public sealed class RecurrentCellSpace : ArchitectureSpace
{
    /// <summary>The number of searched nodes in the paper's cells.</summary>
    public const int DefaultNodeCount = 11;

    /// <summary>The largest number of searched nodes.</summary>
    public const int MaxNodeCount = 100;

    private const int TokensPerNode = 2;
    private const int FirstPredecessorToken = 1;

    private static readonly string[] Activations =
        [ActivationNames.Tanh, ActivationNames.Relu, ActivationNames.Identity, ActivationNames.Sigmoid];

    private static readonly string[] ActivationsWithWeightSharing =
        [ActivationNames.Tanh, ActivationNames.Relu, ActivationNames.Sigmoid, ActivationNames.Identity];

    /// <summary>Creates the space of cells with a number of searched nodes.</summary>
    /// <param name="nodeCount">The number of searched nodes, 1 to <see cref="MaxNodeCount"/>.</param>
    public RecurrentCellSpace(int nodeCount = DefaultNodeCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodeCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodeCount, MaxNodeCount);
        NodeCount = nodeCount;
    }

    /// <summary>The number of searched nodes of every cell.</summary>
    public int NodeCount { get; }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"recurrent-cell/{NodeCount}-nodes");

    /// <inheritdoc/>
    public override int TokensPerBranch => TokensPerNode;

    /// <inheritdoc/>
    public override int Length => NodeCount * TokensPerNode;

    /// <inheritdoc/>
    public override int VocabularySize => FirstActivationToken + Activations.Length;

    private int FirstActivationToken => FirstPredecessorToken + NodeCount;

    /// <inheritdoc/>
    public override void GetLegalTokens(ReadOnlySpan<int> prefix, Span<bool> legal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prefix.Length, Length, nameof(prefix));
        legal.Clear();
        bool isPredecessor = prefix.Length % TokensPerNode == 0;
        (isPredecessor
            ? legal.Slice(FirstPredecessorToken, 1 + (prefix.Length / TokensPerNode))
            : legal.Slice(FirstActivationToken, Activations.Length)).Fill(true);
    }

    /// <inheritdoc/>
    public override Architecture Canonicalize(Architecture architecture) =>
        Encode(new RecurrentTree(Read(architecture)).InCanonicalOrder());

    /// <inheritdoc/>
    public override Architecture SampleSymmetric(Architecture architecture, SymmetrySampling sampling, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var nodes = Read(architecture);
        return sampling switch
        {
            SymmetrySampling.None => architecture,
            SymmetrySampling.OneNodePerCell => Encode(new RecurrentTree(nodes).WithOneNodeMoved(random)),
            SymmetrySampling.EveryNode => Encode(new RecurrentTree(nodes).InRandomOrder(random)),
            _ => throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "Not a way to sample symmetries."),
        };
    }

    /// <summary>The cell that an architecture describes.</summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <exception cref="ArgumentException">It is not legal; the message names the position.</exception>
    public RecurrentCell Decode(Architecture architecture) =>
        new([.. Read(architecture).Select(node => new RecurrentNode(node.Predecessor, Activations[node.Activation]))]);

    /// <summary>The architecture that describes a cell.</summary>
    /// <param name="cell">A cell with the nodes and activations of this space.</param>
    /// <exception cref="ArgumentException">The number of nodes or an activation is not of this space.</exception>
    public Architecture Encode(RecurrentCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (cell.Nodes.Length != NodeCount)
        {
            throw new ArgumentException($"A cell of the space '{Name}' has {NodeCount} searched nodes.", nameof(cell));
        }

        return Encode([.. cell.Nodes.Select(node => new RecurrentCode(node.Predecessor, IndexOf(node.Activation)))]);

        int IndexOf(string activation)
        {
            int index = Activations.IndexOf(activation);
            return index >= 0
                ? index
                : throw new ArgumentException($"'{activation}' is not an activation of the space '{Name}'.", nameof(cell));
        }
    }

    /// <summary>The nodes as text, each with its activation and predecessor: <c>1=tanh(0) 2=relu(1) …</c>.</summary>
    /// <inheritdoc/>
    public override string Format(Architecture architecture) => RecurrentCellText.Format(Read(architecture), Activations);

    /// <inheritdoc/>
    public override Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Architecture architecture = text.Contains('=', StringComparison.Ordinal)
            ? Encode(RecurrentCellText.Parse(text, NodeCount, Activations))
            : new Architecture(NumberText.Parse(text, Length));
        return IsLegal(architecture, out string? reason) ? architecture : throw new FormatException(reason);
    }

    /// <summary>
    /// Reads the form in which the authors publish architectures: two numbers a node, its predecessor and its activation.
    /// </summary>
    /// <param name="text">The numbers, separated by blanks or commas: 22 for 11 nodes.</param>
    /// <param name="coding">What the numbers of activations mean.</param>
    /// <exception cref="FormatException">The text is not an architecture of this space; the message says where.</exception>
    public Architecture ParseAuthorsForm(string text, ActivationCoding coding)
    {
        string[] activations = GetActivations(coding);
        int[] numbers = NumberText.Parse(text, Length);
        var nodes = new RecurrentCode[NodeCount];
        for (int n = 0; n < nodes.Length; n++)
        {
            int at = n * TokensPerNode;
            int predecessor = numbers[at];
            int activation = numbers[at + 1];
            if (predecessor < 0 || predecessor > n)
            {
                throw new FormatException($"Number {at + 1} is the predecessor {predecessor}; the node may have 0 to {n}.");
            }

            nodes[n] = activation >= 0 && activation < activations.Length
                ? new RecurrentCode(predecessor, Activations.IndexOf(activations[activation]))
                : throw new FormatException(
                    $"Number {at + 2} is the activation {activation}; there are 0 to {activations.Length - 1}.");
        }

        return Encode(nodes);
    }

    /// <summary>Writes the form that <see cref="ParseAuthorsForm"/> reads.</summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <param name="coding">What the numbers of activations mean.</param>
    public string FormatAuthorsForm(Architecture architecture, ActivationCoding coding)
    {
        string[] activations = GetActivations(coding);
        return string.Join(' ', Read(architecture).Select(node => string.Create(
            CultureInfo.InvariantCulture, $"{node.Predecessor} {activations.IndexOf(Activations[node.Activation])}")));
    }

    private static string[] GetActivations(ActivationCoding coding) => coding switch
    {
        ActivationCoding.FullTraining => Activations,
        ActivationCoding.WeightSharing => ActivationsWithWeightSharing,
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "Not a coding of activations."),
    };

    private RecurrentCode[] Read(Architecture architecture)
    {
        Validate(architecture);
        ImmutableArray<int> tokens = architecture.Tokens;
        var nodes = new RecurrentCode[NodeCount];
        for (int n = 0; n < nodes.Length; n++)
        {
            int at = n * TokensPerNode;
            nodes[n] = new RecurrentCode(tokens[at] - FirstPredecessorToken, tokens[at + 1] - FirstActivationToken);
        }

        return nodes;
    }

    private Architecture Encode(RecurrentCode[] nodes)
    {
        var tokens = new int[Length];
        for (int n = 0; n < nodes.Length; n++)
        {
            tokens[n * TokensPerNode] = FirstPredecessorToken + nodes[n].Predecessor;
            tokens[(n * TokensPerNode) + 1] = FirstActivationToken + nodes[n].Activation;
        }

        return new Architecture(tokens);
    }
}
