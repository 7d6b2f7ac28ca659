using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class ConvolutionalCellSpaceTests
{
    private static readonly ConvolutionalCellSpace Space = new();

    [TestMethod]
    public void Has_40_tokens_of_12_kinds()
    {
        Assert.AreEqual(40, Space.Length);
        Assert.AreEqual(12, Space.VocabularySize);
        Assert.AreEqual(2, Space.TokensPerBranch);
    }

    [TestMethod]
    [DataRow(0, 1, 2)]
    [DataRow(1, 7, 11)]
    [DataRow(2, 1, 2)]
    [DataRow(4, 1, 3)]
    [DataRow(18, 1, 6)]
    [DataRow(19, 7, 11)]
    [DataRow(20, 1, 2)]
    [DataRow(36, 1, 6)]
    [DataRow(39, 7, 11)]
    public void Legal_tokens_depend_on_the_position(int position, int first, int last)
    {
        var legal = new bool[Space.VocabularySize];

        Space.GetLegalTokens(Space.Sample(new Random(1)).Tokens.AsSpan()[..position], legal);

        CollectionAssert.AreEqual(
            Enumerable.Range(first, last - first + 1).ToList(), Enumerable.Range(0, 12).Where(token => legal[token]).ToList());
    }

    [TestMethod]
    public void The_published_architecture_reads_and_writes_in_every_form()
    {
        Architecture architecture = PublishedArchitectures.NaoWeightSharing;

        Assert.AreEqual(
            "0 1 0 4 2 2 1 3 1 0 2 0 2 3 1 3 1 2 0 4 1 1 0 3 2 3 2 3 1 0 0 1 0 4 2 4 2 3 2 3", Space.FormatAuthorsForm(architecture));
        Assert.AreEqual(
            "1 8 1 11 3 9 2 10 2 7 3 7 3 10 2 10 2 9 1 11 2 8 1 10 3 10 3 10 2 7 1 8 1 11 3 11 3 10 3 10", architecture.ToString());
        Assert.AreEqual(
            "normal: 3=sep_conv_5x5(1)+identity(1) 4=avg_pool_3x3(3)+max_pool_3x3(2) 5=sep_conv_3x3(2)+sep_conv_3x3(3) "
            + "6=max_pool_3x3(3)+max_pool_3x3(2) 7=avg_pool_3x3(2)+identity(1) | "
            + "reduction: 3=sep_conv_5x5(2)+max_pool_3x3(1) 4=max_pool_3x3(3)+max_pool_3x3(3) 5=sep_conv_3x3(2)+sep_conv_5x5(1) "
            + "6=identity(1)+identity(3) 7=max_pool_3x3(3)+max_pool_3x3(3)",
            Space.Format(architecture));
        Assert.AreEqual(architecture, Space.Parse(Space.Format(architecture)));
        Assert.AreEqual(architecture, Space.Parse(architecture.ToString()));
    }

    [TestMethod]
    public void Decodes_nodes_and_loose_ends()
    {
        CellPair cells = Space.Decode(PublishedArchitectures.NaoWeightSharing);

        Assert.AreEqual(
            new CellNode(new(0, OperationNames.SeparableConvolution5x5), new(0, OperationNames.Identity)), cells.Normal.Nodes[0]);
        Assert.AreEqual(
            new CellNode(new(2, OperationNames.AveragePooling3x3), new(1, OperationNames.MaxPooling3x3)), cells.Normal.Nodes[1]);
        CollectionAssert.AreEqual(new[] { 3, 4, 5, 6 }, cells.Normal.LooseEnds.ToArray());
        CollectionAssert.AreEqual(new[] { 3, 4, 5, 6 }, cells.Reduction.LooseEnds.ToArray());
        Assert.AreEqual(PublishedArchitectures.NaoWeightSharing, Space.Encode(cells));
    }

    [TestMethod]
    public void An_unused_input_is_a_loose_end()
    {
        CellPair cells = Space.Decode(Space.ParseAuthorsForm(
            "1 0 1 0 2 0 2 0 3 0 3 0 4 0 4 0 5 0 5 0 0 0 0 0 2 0 2 0 3 0 3 0 4 0 4 0 5 0 5 0"));

        CollectionAssert.AreEqual(new[] { 0, 6 }, cells.Normal.LooseEnds.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 6 }, cells.Reduction.LooseEnds.ToArray());
    }

    [TestMethod]
    public void The_order_of_branches_does_not_change_the_canonical_form()
    {
        Architecture one = Space.Parse(Cells("3=identity(1)+sep_conv_3x3(2)"));
        Architecture other = Space.Parse(Cells("3=sep_conv_3x3(2)+identity(1)"));

        Assert.AreNotEqual(one, other);
        Assert.AreEqual(Space.Canonicalize(one), Space.Canonicalize(other));
    }

    [TestMethod]
    public void The_order_of_nodes_does_not_change_the_canonical_form()
    {
        Architecture one = Space.Parse(Cells(
            "3=identity(1)+identity(2)", "4=max_pool_3x3(2)+max_pool_3x3(2)", "5=identity(3)+sep_conv_3x3(4)", "6=identity(1)+identity(4)"));
        Architecture other = Space.Parse(Cells(
            "3=max_pool_3x3(2)+max_pool_3x3(2)", "4=identity(3)+identity(1)", "5=identity(1)+identity(2)", "6=sep_conv_3x3(3)+identity(5)"));

        Assert.AreEqual(Space.Canonicalize(one), Space.Canonicalize(other));
    }

    [TestMethod]
    public void Other_graphs_have_other_canonical_forms()
    {
        Architecture one = Space.Parse(Cells("3=identity(1)+identity(2)", "4=identity(3)+identity(1)"));
        Architecture other = Space.Parse(Cells("3=identity(1)+identity(2)", "4=identity(3)+identity(2)"));
        Architecture exchanged = Space.Parse(Cells("3=identity(2)+max_pool_3x3(1)", "4=identity(3)+identity(2)"));

        Assert.AreNotEqual(one, other);
        Assert.AreNotEqual(Space.Canonicalize(one), Space.Canonicalize(other));
        Assert.AreNotEqual(Space.Canonicalize(other), Space.Canonicalize(exchanged));
    }

    [TestMethod]
    public void The_cells_are_not_exchanged_by_the_canonical_form()
    {
        string[] cells = Space.Format(PublishedArchitectures.NaoWeightSharing).Replace("normal: ", "", StringComparison.Ordinal)
            .Replace("reduction: ", "", StringComparison.Ordinal).Split(" | ");

        Architecture exchanged = Space.Parse($"normal: {cells[1]} | reduction: {cells[0]}");

        Assert.AreNotEqual(Space.Canonicalize(PublishedArchitectures.NaoWeightSharing), Space.Canonicalize(exchanged));
    }

    /// <summary>Relabels a cell in every order that is legal, as a slower way to the same answer.</summary>
    [TestMethod]
    public void Every_legal_relabelling_has_the_same_canonical_form()
    {
        var random = new Random(5);
        for (int sample = 0; sample < 20; sample++)
        {
            CellPair cells = Space.Decode(Space.Sample(random));
            Architecture canonical = Space.Canonicalize(Space.Encode(cells));
            foreach (int[] order in Sequences.Permutations(cells.Normal.Nodes.Length))
            {
                CellNode[] relabelled = [.. order.Select(n => Relabel(cells.Normal.Nodes[n], order))];
                if (relabelled.Index().All(node => Math.Max(node.Item.First.Input, node.Item.Second.Input) < Cell.InputCount + node.Index))
                {
                    Assert.AreEqual(canonical, Space.Canonicalize(Space.Encode(cells with { Normal = new Cell(relabelled) })));
                }
            }
        }
    }

    [TestMethod]
    public void Exchanging_one_node_per_cell_changes_one_node_per_cell()
    {
        // No node of this architecture has two equal branches, so that every exchange shows.
        Architecture architecture = Space.Parse(Cells());
        var random = new Random(1);
        var seen = new HashSet<Architecture>();
        for (int draw = 0; draw < 500; draw++)
        {
            Architecture symmetric = Space.SampleSymmetric(architecture, SymmetrySampling.OneNodePerCell, random);
            seen.Add(symmetric);
            Assert.AreEqual(1, ChangedNodes(architecture, symmetric, 0));
            Assert.AreEqual(1, ChangedNodes(architecture, symmetric, 1));
        }

        Assert.HasCount(25, seen);
    }

    [TestMethod]
    public void Exchanging_every_node_by_a_coin_reaches_every_order()
    {
        Architecture architecture = Space.Parse(Cells());
        var random = new Random(1);

        var seen = Enumerable.Range(0, 20_000)
            .Select(_ => Space.SampleSymmetric(architecture, SymmetrySampling.EveryNode, random)).ToHashSet();

        Assert.HasCount(1024, seen);
    }

    [TestMethod]
    [DataRow("normal: 3=identity(1)+identity(2)", "parts between '|'")]
    [DataRow("reduction: 3=identity(1)+identity(2) | normal: 3=identity(1)+identity(2)", "Expected 'normal:'")]
    [DataRow("normal: 3=identity(1)+identity(2) | reduction: 3=identity(1)+identity(2)", "The normal cell has 1 nodes instead of 5")]
    [DataRow("normal: 3=identity(1)+identity(2) 5=identity(1)+identity(2) 5=identity(1)+identity(2) 6=identity(1)+identity(2) 7=identity(1)+identity(2) | reduction: 3=", "Expected '4=operation(input)+operation(input)' in the normal cell")]
    [DataRow("normal: 3=identity(3)+identity(2) 4=identity(1)+identity(2) 5=identity(1)+identity(2) 6=identity(1)+identity(2) 7=identity(1)+identity(2) | reduction: 3=", "Node 3 in the normal cell takes node 3; it may take 1 to 2")]
    [DataRow("normal: 3=conv(1)+identity(2) 4=identity(1)+identity(2) 5=identity(1)+identity(2) 6=identity(1)+identity(2) 7=identity(1)+identity(2) | reduction: 3=", "'conv' of node 3 in the normal cell")]
    [DataRow("1 2 3", "Expected 40 numbers, found 3")]
    [DataRow("1 x 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7", "Number 2 is 'x'")]
    [DataRow("1 7 3 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7", "Token 3 at position 2")]
    [DataRow("", "Expected 40 numbers, found 0")]
    public void What_is_wrong_with_a_text_is_said(string text, string message) =>
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Space.Parse(text)).Message, message);

    [TestMethod]
    [DataRow("2 0 0 0", "Number 1 is the input 2")]
    [DataRow("0 5 0 0", "Number 2 is the operation 5")]
    public void What_is_wrong_with_the_authors_form_is_said(string beginning, string message)
    {
        string text = beginning + string.Concat(Enumerable.Repeat(" 0 0 0 0", 9));
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Space.ParseAuthorsForm(text)).Message, message);
    }

    [TestMethod]
    public void Sampling_is_uniform_over_the_tokens_of_a_position()
    {
        var random = new Random(1);
        const int Draws = 6000;

        int[] counts = [.. Enumerable.Range(0, Draws).Select(_ => Space.Sample(random).Tokens[18])
            .GroupBy(token => token).OrderBy(group => group.Key).Select(group => group.Count())];

        Assert.HasCount(6, counts);
        Assert.IsTrue(counts.All(count => Math.Abs(count - (Draws / 6)) < 150), string.Join(' ', counts));
    }

    /// <summary>Two equal cells that begin with the given nodes and go on with fixed ones.</summary>
    private static string Cells(params string[] nodes)
    {
        string[] rest =
        [
            "3=identity(1)+sep_conv_3x3(2)", "4=max_pool_3x3(1)+sep_conv_3x3(2)", "5=identity(1)+avg_pool_3x3(2)",
            "6=sep_conv_5x5(1)+sep_conv_3x3(2)", "7=identity(2)+sep_conv_3x3(1)",
        ];
        string cell = string.Join(' ', nodes.Concat(rest.Skip(nodes.Length)));
        return $"normal: {cell} | reduction: {cell}";
    }

    private static int ChangedNodes(Architecture one, Architecture other, int cell) => Enumerable.Range(cell * 5, 5)
        .Count(node => !one.Tokens.AsSpan(node * 4, 4).SequenceEqual(other.Tokens.AsSpan(node * 4, 4)));

    private static CellNode Relabel(CellNode node, int[] order) => new(Relabel(node.First, order), Relabel(node.Second, order));

    private static Branch Relabel(Branch branch, int[] order) =>
        branch.Input < Cell.InputCount ? branch : branch with { Input = Cell.InputCount + Array.IndexOf(order, branch.Input - Cell.InputCount) };
}
