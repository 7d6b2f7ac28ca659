using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class NodeCellSpaceTests
{
    private static readonly string[] Operations = ["conv", "pool", "skip"];

    private static readonly NodeCellSpace Space = new("nodes", 3, Operations, inputCount: 1);

    private static readonly NodeCellSpace SingleBranches =
        new("single-branches", 3, Operations, inputCount: 2, branchesPerNode: 1, ["normal", "reduction"]);

    [TestMethod]
    public void Has_the_declared_tokens()
    {
        Assert.AreEqual(12, Space.Length);
        Assert.AreEqual(1 + 3 + 3, Space.VocabularySize);
        Assert.AreEqual(12, SingleBranches.Length);
        Assert.AreEqual(1 + 4 + 3, SingleBranches.VocabularySize);
        Assert.AreEqual(2, SingleBranches.TokensPerBranch);
        Assert.AreEqual("single-branches", SingleBranches.Name);
        CollectionAssert.AreEqual(new[] { "normal", "reduction" }, SingleBranches.CellNames);
        CollectionAssert.AreEqual(Operations, SingleBranches.Operations.Operations);
    }

    [TestMethod]
    [DataRow(0, "1")]
    [DataRow(1, "4 5 6")]
    [DataRow(2, "1")]
    [DataRow(4, "1 2")]
    [DataRow(6, "1 2")]
    [DataRow(10, "1 2 3")]
    [DataRow(11, "4 5 6")]
    public void Legal_tokens_depend_on_the_position(int position, string expected) => Assert.AreEqual(expected, LegalTokens(Space, position));

    [TestMethod]
    [DataRow(0, "1 2")]
    [DataRow(1, "5 6 7")]
    [DataRow(2, "1 2 3")]
    [DataRow(4, "1 2 3 4")]
    [DataRow(6, "1 2")]
    public void A_cell_begins_with_its_inputs(int position, string expected) => Assert.AreEqual(expected, LegalTokens(SingleBranches, position));

    [TestMethod]
    public void One_cell_is_written_without_its_name()
    {
        Architecture architecture = Space.Parse("2=conv(1)+skip(1) 3=pool(2)+conv(1) 4=skip(3)+skip(3)");

        Assert.AreEqual("1 4 1 6 2 5 1 4 3 6 3 6", architecture.ToString());
        Assert.AreEqual("2=conv(1)+skip(1) 3=pool(2)+conv(1) 4=skip(3)+skip(3)", Space.Format(architecture));
    }

    [TestMethod]
    public void Several_cells_of_single_branches_are_written_with_their_names()
    {
        const string Text = "normal: 3=conv(1) 4=skip(3) 5=pool(2) | reduction: 3=pool(2) 4=pool(2) 5=conv(4)";
        Architecture architecture = SingleBranches.Parse(Text);

        Assert.AreEqual("1 5 3 7 2 6 2 6 2 6 4 5", architecture.ToString());
        Assert.AreEqual(Text, SingleBranches.Format(architecture));
    }

    [TestMethod]
    public void Decodes_and_encodes_cells()
    {
        Architecture architecture = SingleBranches.Parse("normal: 3=conv(1) 4=skip(3) 5=pool(3) | reduction: 3=pool(2) 4=pool(2) 5=conv(4)");

        ImmutableArray<NodeCell> cells = SingleBranches.DecodeCells(architecture);

        Assert.HasCount(2, cells);
        Assert.AreEqual(2, cells[0].InputCount);
        Assert.AreEqual(new Branch(2, "skip"), cells[0].Nodes[1].Single());
        CollectionAssert.AreEqual(new[] { 1, 3, 4 }, cells[0].LooseEnds);
        CollectionAssert.AreEqual(new[] { 0, 2, 4 }, cells[1].LooseEnds);
        Assert.AreEqual(architecture, SingleBranches.EncodeCells([.. cells]));
    }

    [TestMethod]
    public void Cells_of_another_space_are_not_encoded()
    {
        NodeCell[] cells = [.. SingleBranches.DecodeCells(SingleBranches.Sample(new Random(1)))];
        var small = new NodeCell(2, [new Branch(0, "conv")]);
        var other = new NodeCell(2, [new Branch(0, "conv")], [new Branch(0, "conv")], [new Branch(0, "magic")]);

        AssertRefused("has 2 cells, not 1", cells[0]);
        AssertRefused("has 2 inputs and 3 computed nodes with 1 branches each", cells[0], small);
        AssertRefused("'magic' is not an operation of the space 'single-branches'", cells[0], other);

        static void AssertRefused(string message, params NodeCell[] cells) =>
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => SingleBranches.EncodeCells(cells)).Message, message);
    }

    [TestMethod]
    public void Cells_are_checked()
    {
        AssertRefused("at least one computed node", () => new NodeCell(1));
        AssertRefused("node 0 has no branch", () => new NodeCell(1, ImmutableArray<Branch>.Empty));
        AssertRefused("node 0 takes node 1; it may take 0 to 0", () => new NodeCell(1, [new Branch(1, "conv")]));
        AssertRefused("node 0 takes node -1", () => new NodeCell(1, [new Branch(-1, "conv")]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new NodeCell(0, [new Branch(0, "conv")]));
    }

    public static IEnumerable<object[]> WholeSpaces =>
    [
        [Space],
        [new NodeCellSpace("two", 2, ["a", "b"], inputCount: 2)],
        [new NodeCellSpace("four", 4, ["a"], inputCount: 1)],
        [new NodeCellSpace("chains", 5, ["a", "b"], inputCount: 1, branchesPerNode: 1)],
        [new NodeCellSpace("forests", 3, ["a", "b"], inputCount: 2, branchesPerNode: 1)],
    ];

    /// <summary>Two architectures have one canonical form if, and only if, one becomes the other by another order of branches and nodes.</summary>
    [TestMethod]
    [DynamicData(nameof(WholeSpaces))]
    public void Canonical_forms_are_the_classes_of_what_is_the_same_graph(NodeCellSpace space)
    {
        var canonicalForms = new HashSet<Architecture>();
        var unseen = Sequences.Enumerate(space).ToHashSet();
        while (unseen.Count > 0)
        {
            Architecture architecture = unseen.First();
            Architecture canonical = space.Canonicalize(architecture);
            HashSet<Architecture> forms = [.. FindForms(space, architecture)];

            Assert.Contains(canonical, forms);
            Assert.IsTrue(canonicalForms.Add(canonical), $"{canonical} is the canonical form of two graphs.");
            Assert.IsTrue(forms.All(form => space.Canonicalize(form).Equals(canonical)));
            unseen.ExceptWith(forms);
        }
    }

    [TestMethod]
    public void Nodes_of_single_branches_are_put_in_every_order()
    {
        Architecture architecture = SingleBranches.Parse("normal: 3=conv(1) 4=skip(3) 5=pool(2) | reduction: 3=pool(2) 4=pool(3) 5=conv(4)");
        var random = new Random(1);

        foreach (SymmetrySampling sampling in new[] { SymmetrySampling.OneNodePerCell, SymmetrySampling.EveryNode })
        {
            var seen = Enumerable.Range(0, 200).Select(_ => SingleBranches.SampleSymmetric(architecture, sampling, random)).ToHashSet();

            CollectionAssert.AreEquivalent(FindForms(SingleBranches, architecture).ToHashSet().ToList(), seen.ToList());
            Assert.HasCount(3, seen);
        }
    }

    [TestMethod]
    [Timeout(20_000)]
    public void Cells_of_many_nodes_that_are_alike_are_canonical_soon()
    {
        var space = new NodeCellSpace("alike", NodeCellSpace.MaxNodeCount, ["a"], inputCount: 1);
        int[] second = [.. Enumerable.Range(0, 4).SelectMany(n => new[] { 2 + (2 * n), 3 + (2 * n) })];

        // Twelve nodes that nothing takes; and eight that are taken in pairs.
        AssertCanonical([.. Enumerable.Repeat(1, 24)]);
        AssertCanonical([.. Enumerable.Repeat(1, 16), .. second]);

        void AssertCanonical(int[] inputs)
        {
            Architecture canonical = space.Canonicalize(new Architecture([.. inputs.SelectMany(input => new[] { input, space.VocabularySize - 1 })]));
            Assert.AreEqual(canonical, space.Canonicalize(canonical));
        }
    }

    [TestMethod]
    [DataRow("2=conv(1)+skip(1) 3=pool(2)+conv(1)", "The cell cell has 2 nodes instead of 3")]
    [DataRow("2=conv(1) 3=conv(1)+skip(1) 4=conv(1)+skip(1)", "Expected '2=operation(input)+operation(input)' in the cell cell, found '2=conv(1)'")]
    [DataRow("2=conv(1)+skip(1) 4=conv(1)+skip(1) 4=conv(1)+skip(1)", "Expected '3=operation(input)+operation(input)'")]
    [DataRow("2=conv(1)+skip(x) 3=conv(1)+skip(1) 4=conv(1)+skip(1)", "Node 2 in the cell cell takes node x; it may take 1 to 1")]
    [DataRow("2=conv(1)+skip(0) 3=conv(1)+skip(1) 4=conv(1)+skip(1)", "takes node 0; it may take 1 to 1")]
    [DataRow("2=conv(1)+(1) 3=conv(1)+skip(1) 4=conv(1)+skip(1)", "found '2=conv(1)+(1)'")]
    [DataRow("2=conv(1)+skip 3=conv(1)+skip(1) 4=conv(1)+skip(1)", "found '2=conv(1)+skip'")]
    [DataRow("2=conv(1)+skip(1)+skip(1) 3=conv(1)+skip(1) 4=conv(1)+skip(1)", "takes node 1)+skip(1; it may")]
    [DataRow("2=magic(1)+skip(1) 3=conv(1)+skip(1) 4=conv(1)+skip(1)", "'magic' of node 2 in the cell cell is not one of conv, pool, skip")]
    [DataRow("2=conv(1)+skip(1) | 3=conv(1)+skip(1)", "found 2 parts between '|'")]
    [DataRow("1 2 3", "Expected 12 numbers, found 3")]
    public void What_is_wrong_with_a_text_is_said(string text, string message) =>
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Space.Parse(text)).Message, message);

    [TestMethod]
    public void Two_branches_are_refused_where_there_is_one() => StringAssert.Contains(
        Assert.ThrowsExactly<FormatException>(() => SingleBranches.Parse("normal: 3=conv(1)+conv(1) 4=conv(1) 5=conv(1) | reduction: 3=")).Message,
        "Expected '3=operation(input)' in the normal cell");

    [TestMethod]
    public void Declarations_are_checked()
    {
        AssertOutOfRange("nodeCount", () => new NodeCellSpace("s", 0, ["a"]));
        AssertOutOfRange("nodeCount", () => new NodeCellSpace("s", NodeCellSpace.MaxNodeCount + 1, ["a"]));
        AssertOutOfRange("inputCount", () => new NodeCellSpace("s", 2, ["a"], inputCount: 0));
        AssertOutOfRange("branchesPerNode", () => new NodeCellSpace("s", 2, ["a"], branchesPerNode: 0));
        AssertOutOfRange("branchesPerNode", () => new NodeCellSpace("s", 2, ["a"], branchesPerNode: 3));
        AssertRefused("'a' occurs twice", () => new NodeCellSpace("s", 3, ["a", "a"]));
        AssertRefused("'a+b' is empty, or has a blank or one of", () => new NodeCellSpace("s", 3, ["a+b"]));
        AssertRefused("There is no name", () => new NodeCellSpace("s", 3, []));
        AssertRefused("There is no name", () => new NodeCellSpace("s", 3, ["a"], cellNames: []));
        AssertRefused("name", () => new NodeCellSpace(" ", 3, ["a"]));

        static void AssertOutOfRange(string parameter, Func<object> declare) =>
            Assert.AreEqual(parameter, Assert.ThrowsExactly<ArgumentOutOfRangeException>(declare).ParamName);
    }

    private static void AssertRefused(string message, Func<object> declare) =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(declare).Message, message);

    private static string LegalTokens(NodeCellSpace space, int position)
    {
        var legal = new bool[space.VocabularySize];
        space.GetLegalTokens(space.Sample(new Random(1)).Tokens.AsSpan()[..position], legal);
        return string.Join(' ', Enumerable.Range(0, legal.Length).Where(token => legal[token]));
    }

    /// <summary>All orders of nodes and branches of each cell, found by trying every permutation.</summary>
    private static IEnumerable<Architecture> FindForms(NodeCellSpace space, Architecture architecture)
    {
        IEnumerable<NodeCell[]> combinations = [[]];
        foreach (NodeCell cell in space.DecodeCells(architecture))
        {
            List<NodeCell> forms = [.. FindForms(cell)];
            combinations = [.. combinations.SelectMany(cells => forms.Select(form => (NodeCell[])[.. cells, form]))];
        }

        return combinations.Select(cells => space.EncodeCells(cells));
    }

    private static IEnumerable<NodeCell> FindForms(NodeCell cell)
    {
        foreach (int[] order in Sequences.Permutations(cell.Nodes.Length))
        {
            ImmutableArray<Branch>[] nodes = [.. order.Select(n => cell.Nodes[n].Select(Relabel).ToImmutableArray())];
            if (nodes.Index().All(node => node.Item.All(branch => branch.Input < cell.InputCount + node.Index)))
            {
                for (int exchanged = 0; exchanged < 1 << nodes.Length; exchanged++)
                {
                    yield return new NodeCell(
                        cell.InputCount, [.. nodes.Index().Select(node => (exchanged >> node.Index & 1) == 0 ? node.Item : [.. node.Item.Reverse()])]);
                }
            }

            Branch Relabel(Branch branch) => branch.Input < cell.InputCount
                ? branch
                : branch with { Input = cell.InputCount + Array.IndexOf(order, branch.Input - cell.InputCount) };
        }
    }
}
