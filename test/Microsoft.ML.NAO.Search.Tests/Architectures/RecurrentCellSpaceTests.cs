using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class RecurrentCellSpaceTests
{
    private static readonly RecurrentCellSpace Space = new();

    [TestMethod]
    public void Has_22_tokens_of_16_kinds()
    {
        Assert.AreEqual(22, Space.Length);
        Assert.AreEqual(16, Space.VocabularySize);
        Assert.AreEqual(2, Space.TokensPerBranch);
        Assert.AreEqual("recurrent-cell/11-nodes", Space.Name);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(RecurrentCellSpace.MaxNodeCount + 1)]
    public void A_cell_has_1_to_100_nodes(int nodeCount) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RecurrentCellSpace(nodeCount));

    [TestMethod]
    [DataRow(0, 1, 1)]
    [DataRow(1, 12, 15)]
    [DataRow(2, 1, 2)]
    [DataRow(19, 12, 15)]
    [DataRow(20, 1, 11)]
    [DataRow(21, 12, 15)]
    public void Legal_tokens_depend_on_the_position(int position, int first, int last)
    {
        var legal = new bool[Space.VocabularySize];

        Space.GetLegalTokens(Space.Sample(new Random(1)).Tokens.AsSpan()[..position], legal);

        CollectionAssert.AreEqual(
            Enumerable.Range(first, last - first + 1).ToList(), Enumerable.Range(0, 16).Where(token => legal[token]).ToList());
    }

    [TestMethod]
    public void Decodes_nodes()
    {
        RecurrentCell cell = Space.Decode(PublishedArchitectures.NaoRecurrent);

        Assert.AreEqual(new RecurrentNode(0, ActivationNames.Relu), cell.Nodes[0]);
        Assert.AreEqual(new RecurrentNode(3, ActivationNames.Tanh), cell.Nodes[3]);
        Assert.AreEqual(new RecurrentNode(1, ActivationNames.Identity), cell.Nodes[10]);
        Assert.AreEqual(ActivationNames.Tanh, cell.GetActivation(0));
        CollectionAssert.AreEqual(new[] { 3, 8, 10, 11 }, cell.GetSuccessors(1).ToArray());
    }

    [TestMethod]
    public void A_cell_of_another_space_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new RecurrentCell());
        Assert.ThrowsExactly<ArgumentException>(() => new RecurrentCell(new RecurrentNode(1, ActivationNames.Tanh)));
        var space = new RecurrentCellSpace(1);
        var two = new RecurrentCell(new RecurrentNode(0, ActivationNames.Tanh), new RecurrentNode(0, ActivationNames.Tanh));
        Assert.ThrowsExactly<ArgumentException>(() => space.Encode(two));
        Assert.ThrowsExactly<ArgumentException>(() => space.Encode(new RecurrentCell(new RecurrentNode(0, "gelu"))));
    }

    /// <summary>
    /// Forests of 3 nodes with 4 activations: 104 trees; 4 × 16 pairs of a single node and a tree of two; 20 sets of three nodes.
    /// </summary>
    [TestMethod]
    public void Three_nodes_make_188_different_cells()
    {
        var space = new RecurrentCellSpace(3);

        List<Architecture> all = [.. Sequences.Enumerate(space)];

        Assert.HasCount(384, all);
        Assert.HasCount(188, all.Select(space.Canonicalize).ToHashSet());
    }

    /// <summary>Relabels cells in every order that is legal, as a slower way to the same answer.</summary>
    [TestMethod]
    public void Architectures_share_the_canonical_form_exactly_if_one_is_a_relabelling_of_the_other()
    {
        var space = new RecurrentCellSpace(3);
        foreach (Architecture architecture in Sequences.Enumerate(space))
        {
            HashSet<Architecture> relabellings = [.. Relabellings(space, architecture)];
            Architecture canonical = space.Canonicalize(architecture);
            HashSet<Architecture> same = [.. Sequences.Enumerate(space).Where(other => space.Canonicalize(other).Equals(canonical))];
            Assert.IsTrue(relabellings.SetEquals(same), space.Format(architecture));
        }
    }

    [TestMethod]
    public void Another_order_is_drawn_uniformly_from_all()
    {
        var space = new RecurrentCellSpace(5);
        Architecture architecture = space.Parse("1=tanh(0) 2=relu(1) 3=sigmoid(1) 4=identity(0) 5=relu(4)");
        int orders = Relabellings(space, architecture).Distinct().Count();
        var random = new Random(1);
        const int DrawsPerOrder = 400;

        List<int> counts = [.. Enumerable.Range(0, orders * DrawsPerOrder)
            .GroupBy(_ => space.SampleSymmetric(architecture, SymmetrySampling.EveryNode, random)).Select(group => group.Count())];

        Assert.AreEqual(20, orders);
        Assert.HasCount(orders, counts);
        Assert.IsTrue(counts.All(count => Math.Abs(count - DrawsPerOrder) < 80), string.Join(' ', counts));
    }

    [TestMethod]
    public void Moving_one_node_keeps_the_order_of_the_others()
    {
        var space = new RecurrentCellSpace(4);
        Architecture architecture = space.Parse("1=tanh(0) 2=relu(0) 3=sigmoid(0) 4=identity(3)");
        var random = new Random(1);

        List<string> seen = [.. Enumerable.Range(0, 500)
            .Select(_ => space.SampleSymmetric(architecture, SymmetrySampling.OneNodePerCell, random))
            .Distinct().Select(space.Format).Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(
            new[]
            {
                "1=relu(0) 2=sigmoid(0) 3=identity(2) 4=tanh(0)",
                "1=relu(0) 2=sigmoid(0) 3=tanh(0) 4=identity(2)",
                "1=relu(0) 2=tanh(0) 3=sigmoid(0) 4=identity(3)",
                "1=sigmoid(0) 2=tanh(0) 3=relu(0) 4=identity(1)",
                "1=tanh(0) 2=relu(0) 3=sigmoid(0) 4=identity(3)",
                "1=tanh(0) 2=sigmoid(0) 3=identity(2) 4=relu(0)",
                "1=tanh(0) 2=sigmoid(0) 3=relu(0) 4=identity(2)",
            },
            seen);
    }

    [TestMethod]
    public void A_chain_has_one_order()
    {
        var space = new RecurrentCellSpace(3);
        Architecture chain = space.Parse("1=tanh(0) 2=relu(1) 3=sigmoid(2)");

        foreach (SymmetrySampling sampling in Enum.GetValues<SymmetrySampling>())
        {
            Assert.AreEqual(chain, space.SampleSymmetric(chain, sampling, new Random(1)));
        }
    }

    [TestMethod]
    [DataRow("1=tanh(0) 2=relu(1)", "The cell has 2 nodes instead of 3")]
    [DataRow("1=tanh(0) 3=relu(1) 3=relu(1)", "Expected '2=activation(predecessor)', found '3=relu(1)'")]
    [DataRow("1=tanh(0) 2=gelu(1) 3=relu(1)", "'gelu' of node 2 is not one of tanh, relu, identity, sigmoid")]
    [DataRow("1=tanh(1) 2=relu(1) 3=relu(1)", "Node 1 continues node 1; it may continue 0 to 0")]
    [DataRow("1 4 1", "Expected 6 numbers, found 3")]
    [DataRow("1 4 3 4 1 4", "Token 3 at position 2")]
    public void What_is_wrong_with_a_text_is_said(string text, string message) => StringAssert.Contains(
        Assert.ThrowsExactly<FormatException>(() => new RecurrentCellSpace(3).Parse(text)).Message, message);

    [TestMethod]
    [DataRow("0 0 2 0", "Number 3 is the predecessor 2; the node may have 0 to 1.")]
    [DataRow("0 4 0 0", "Number 2 is the activation 4; there are 0 to 3.")]
    public void What_is_wrong_with_the_authors_form_is_said(string text, string message) => Assert.AreEqual(
        message,
        Assert.ThrowsExactly<FormatException>(() => new RecurrentCellSpace(2).ParseAuthorsForm(text, ActivationCoding.FullTraining)).Message);

    private static IEnumerable<Architecture> Relabellings(RecurrentCellSpace space, Architecture architecture)
    {
        var nodes = space.Decode(architecture).Nodes;
        foreach (int[] order in Sequences.Permutations(nodes.Length))
        {
            RecurrentNode[] relabelled = [.. order.Select(n => nodes[n] with { Predecessor = 1 + Array.IndexOf(order, nodes[n].Predecessor - 1) })];
            if (relabelled.Index().All(node => node.Item.Predecessor <= node.Index))
            {
                yield return space.Encode(new RecurrentCell(relabelled));
            }
        }
    }
}
