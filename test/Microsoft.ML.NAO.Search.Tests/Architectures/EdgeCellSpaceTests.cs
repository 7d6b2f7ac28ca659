using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class EdgeCellSpaceTests
{
    private const string Text = "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|";

    private static readonly EdgeCellSpace Space = EdgeCellSpace.NasBench201;

    // Five nodes in two cells, with the operation that passes nothing in the middle.
    private static readonly EdgeCellSpace Large = new("large", 5, ["conv", "zero", "pool"], "zero", ["normal", "reduction"]);

    private static readonly EdgeCellSpace WithoutZero = new("without-zero", 4, ["conv", "pool"]);

    [TestMethod]
    public void NasBench201_has_6_tokens_of_6_kinds()
    {
        Assert.AreEqual(6, Space.Length);
        Assert.AreEqual(6, Space.VocabularySize);
        Assert.AreEqual("nas-bench-201", Space.Name);
        Assert.AreEqual(20, Large.Length);
    }

    [TestMethod]
    public void NasBench201_has_15625_architectures_of_8765_different_networks()
    {
        var canonical = new HashSet<Architecture>();
        for (int number = 0; number < 15625; number++)
        {
            Architecture architecture = new([.. Enumerable.Range(0, 6).Select(edge => 1 + (number / (int)Math.Pow(5, edge) % 5))]);
            canonical.Add(Space.Canonicalize(architecture));
        }

        Assert.HasCount(8765, canonical);
    }

    [TestMethod]
    public void Reads_and_writes_the_benchmarks_form()
    {
        Architecture architecture = Space.Parse(Text);

        Assert.AreEqual("4 4 5 2 4 2", architecture.ToString());
        Assert.AreEqual(Text, Space.Format(architecture));
        Assert.AreEqual(architecture, Space.Parse("4 4 5 2 4 2"));
    }

    [TestMethod]
    public void Decodes_edges()
    {
        var cells = Space.Decode(Space.Parse(Text));

        Assert.HasCount(1, cells);
        CollectionAssert.AreEqual(
            new CellEdge[]
            {
                new(0, 1, "nor_conv_3x3"), new(0, 2, "nor_conv_3x3"), new(1, 2, "avg_pool_3x3"),
                new(0, 3, "skip_connect"), new(1, 3, "nor_conv_3x3"), new(2, 3, "skip_connect"),
            },
            cells[0].ToArray());
    }

    [TestMethod]
    [DataRow("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|")]
    [DataRow("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|")]
    [DataRow("|nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_1x1~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|")]
    public void The_best_of_the_benchmark_are_their_own_canonical_form(string best) =>
        Assert.AreEqual(Space.Parse(best), Space.Canonicalize(Space.Parse(best)));

    [TestMethod]
    [DataRow("1 4 4 2 4 4", "1 4 1 2 1 4", DisplayName = "No edge reaches node 1.")]
    [DataRow("4 4 4 2 4 1", "4 1 1 2 4 1", DisplayName = "Node 2 reaches nothing.")]
    [DataRow("4 4 4 1 1 1", "1 1 1 1 1 1", DisplayName = "The output is not reached.")]
    [DataRow("1 1 4 1 3 4", "1 1 1 1 1 1", DisplayName = "The input is not taken.")]
    public void Operations_that_cannot_matter_are_replaced(string tokens, string canonical)
    {
        // Without an edge between them, the two interior nodes may stand in either order.
        Architecture expected = Space.Canonicalize(Space.Parse(canonical));

        Assert.AreEqual(expected, Space.Canonicalize(Space.Parse(tokens)));
    }

    [TestMethod]
    public void Of_two_orders_the_smaller_one_is_canonical()
    {
        Assert.AreEqual(Space.Parse("3 4 1 2 3 4"), Space.Canonicalize(Space.Parse("4 3 1 2 4 3")));
        Assert.AreEqual(Space.Parse("4 3 2 2 4 3"), Space.Canonicalize(Space.Parse("4 3 2 2 4 3")));
    }

    [TestMethod]
    public void Every_order_of_the_nodes_has_one_canonical_form()
    {
        var random = new Random(1);
        bool moved = false;
        for (int i = 0; i < 200; i++)
        {
            Architecture architecture = Large.Sample(random);
            Architecture symmetric = Large.SampleSymmetric(architecture, SymmetrySampling.EveryNode, random);
            moved |= !symmetric.Equals(architecture);
            Assert.AreEqual(Large.Canonicalize(architecture), Large.Canonicalize(symmetric));
            Assert.AreEqual(architecture, Large.SampleSymmetric(architecture, SymmetrySampling.None, random));
        }

        Assert.IsTrue(moved);
    }

    [TestMethod]
    public void Without_an_operation_that_passes_nothing_each_is_its_own_form()
    {
        var random = new Random(1);
        Architecture architecture = WithoutZero.Sample(random);

        Assert.AreEqual(architecture, WithoutZero.Canonicalize(architecture));
        Assert.AreEqual(architecture, WithoutZero.SampleSymmetric(architecture, SymmetrySampling.EveryNode, random));
        Assert.IsNull(WithoutZero.ZeroOperation);
    }

    [TestMethod]
    public void Several_cells_are_written_with_their_names()
    {
        Architecture architecture = Large.Sample(new Random(1));
        string text = Large.Format(architecture);

        StringAssert.StartsWith(text, "normal: |");
        StringAssert.Contains(text, "|; reduction: |");
        Assert.AreEqual(architecture, Large.Parse(text));
        Assert.ThrowsExactly<FormatException>(() => Large.Parse(text.Replace("reduction", "other", StringComparison.Ordinal)));
        Assert.ThrowsExactly<FormatException>(() => Large.Parse(text.Split(';')[0]));
    }

    [TestMethod]
    [DataRow("|magic~0|+|none~0|none~1|+|none~0|none~1|none~2|", "'magic' of node 1 is not one of none, skip_connect")]
    [DataRow("|none~0|+|none~0|none~1|", "Expected 3 nodes")]
    [DataRow("|none~0|+|none~1|none~0|+|none~0|none~1|none~2|", "Node 2 is '|none~1|none~0|'")]
    [DataRow("|none~0|+|none~0|+|none~0|none~1|none~2|", "Node 2 is '|none~0|'")]
    [DataRow("1 2 3", "Expected 6 numbers, found 3")]
    [DataRow("1 2 3 4 5 6", "Token 6 at position 5 is not legal")]
    public void Text_that_is_none_is_refused_with_the_place(string text, string message) =>
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Space.Parse(text)).Message, message);

    [TestMethod]
    public void Declarations_are_checked()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new EdgeCellSpace("s", 1, ["a"]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new EdgeCellSpace("s", EdgeCellSpace.MaxNodeCount + 1, ["a"]));
        AssertRefused("'z' is not one of a, b", () => new EdgeCellSpace("s", 3, ["a", "b"], "z"));
        AssertRefused("'a' occurs twice", () => new EdgeCellSpace("s", 3, ["a", "a"]));
        AssertRefused("'a~b' is empty, or has a blank or one of", () => new EdgeCellSpace("s", 3, ["a~b"]));
        AssertRefused("There is no name", () => new EdgeCellSpace("s", 3, []));
        AssertRefused("There is no name", () => new EdgeCellSpace("s", 3, ["a"], cellNames: []));

        static void AssertRefused(string message, Func<object> declare) =>
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(declare).Message, message);
    }
}
