using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class FeedForwardSpaceTests
{
    private static readonly FeedForwardSpace Space = new(3);

    [TestMethod]
    public void Has_17_tokens_of_20_kinds()
    {
        var space = new FeedForwardSpace();

        Assert.AreEqual(17, space.Length);
        Assert.AreEqual(20, space.VocabularySize);
        Assert.AreEqual("feed-forward/4-blocks", space.Name);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(FeedForwardSpace.MaxBlockCount + 1)]
    public void A_network_has_up_to_1_to_16_blocks(int blockCount) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FeedForwardSpace(blockCount));

    [TestMethod]
    [DataRow(0, 1, 5)]
    [DataRow(1, 6, 8)]
    [DataRow(2, 9, 12)]
    [DataRow(3, 13, 15)]
    [DataRow(4, 16, 19)]
    [DataRow(9, 6, 8)]
    [DataRow(12, 16, 19)]
    public void Legal_tokens_depend_on_the_position(int position, int first, int last)
    {
        var legal = new bool[Space.VocabularySize];

        Space.GetLegalTokens(Space.Sample(new Random(1)).Tokens.AsSpan()[..position], legal);

        CollectionAssert.AreEqual(
            Enumerable.Range(first, last - first + 1).ToList(), Enumerable.Range(0, legal.Length).Where(token => legal[token]).ToList());
    }

    [TestMethod]
    public void Decodes_the_blocks_that_do_something()
    {
        FeedForwardCell cell = Space.Decode(Space.Parse("width=128 1=none(gelu,layer,0.2) 2=residual(relu,batch,0.1) 3=linear(silu,none,0.5)"));

        Assert.AreEqual(128, cell.Width);
        CollectionAssert.AreEqual(
            new[]
            {
                new FeedForwardBlock(FeedForwardOperationNames.Residual, ActivationNames.Relu, NormalizationNames.Batch, 0.1),
                new FeedForwardBlock(FeedForwardOperationNames.Linear, ActivationNames.Silu, NormalizationNames.None, 0.5),
            },
            cell.Blocks.ToArray());
        Assert.AreEqual("width=128 1=residual(relu,batch,0.1) 2=linear(silu,none,0.5) 3=none", Space.Format(Space.Encode(cell)));
    }

    [TestMethod]
    [DataRow("width=64 1=none(tanh,layer,0.5) 2=linear(gelu,none,0) 3=none", "width=64 1=linear(gelu,none,0) 2=none 3=none")]
    [DataRow("width=64 1=linear(gelu,none,0) 2=none 3=linear(relu,none,0)", "width=64 1=linear(gelu,none,0) 2=linear(relu,none,0) 3=none")]
    [DataRow("width=256 1=none 2=none(gelu,batch,0.1) 3=none", "width=16 1=none 2=none 3=none")]
    public void The_canonical_form_has_what_does_nothing_at_its_end(string text, string canonical) =>
        Assert.AreEqual(canonical, Space.Format(Space.Canonicalize(Space.Parse(text))));

    /// <summary>6 widths with 1 or 2 blocks out of 2 · 4 · 3 · 4 = 96, and the linear model.</summary>
    [TestMethod]
    public void Architectures_share_the_canonical_form_exactly_if_they_decode_to_the_same()
    {
        var space = new FeedForwardSpace(2);
        var decoded = new Dictionary<Architecture, string>();
        foreach (Architecture architecture in Sequences.Enumerate(space))
        {
            FeedForwardCell cell = space.Decode(architecture);
            string network = cell.Blocks.IsEmpty ? "linear" : $"{cell.Width} {string.Join(' ', cell.Blocks)}";
            Architecture canonical = space.Canonicalize(architecture);
            Assert.AreEqual(network, decoded.TryGetValue(canonical, out string? known) ? known : network);
            decoded[canonical] = network;
        }

        Assert.HasCount((5 * (96 + (96 * 96))) + 1, decoded);
        Assert.HasCount(decoded.Count, decoded.Values.ToHashSet());
    }

    [TestMethod]
    public void Idle_blocks_are_drawn_at_every_place_and_with_every_choice()
    {
        var random = new Random(1);
        Architecture architecture = Space.Parse("width=64 1=linear(gelu,none,0) 2=linear(relu,none,0) 3=none");

        foreach (SymmetrySampling sampling in new[] { SymmetrySampling.OneNodePerCell, SymmetrySampling.EveryNode })
        {
            Assert.HasCount(3 * 48, Enumerable.Range(0, 3000).Select(_ => Space.SampleSymmetric(architecture, sampling, random)).ToHashSet());
        }
    }

    [TestMethod]
    public void A_network_without_idle_blocks_has_one_form()
    {
        Architecture architecture = Space.Parse("width=64 1=linear(gelu,none,0) 2=linear(relu,none,0) 3=residual(relu,batch,0.2)");

        foreach (SymmetrySampling sampling in Enum.GetValues<SymmetrySampling>())
        {
            Assert.AreEqual(architecture, Space.SampleSymmetric(architecture, sampling, new Random(1)));
        }
    }

    [TestMethod]
    public void A_cell_of_another_space_is_refused()
    {
        FeedForwardBlock block = new(FeedForwardOperationNames.Linear, ActivationNames.Relu, NormalizationNames.None, 0);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FeedForwardCell(0));
        Assert.ThrowsExactly<ArgumentException>(() => new FeedForwardCell(16, block with { Dropout = 1 }));
        Assert.ThrowsExactly<ArgumentException>(() => Space.Encode(new FeedForwardCell(16, block, block, block, block)));
        Assert.ThrowsExactly<ArgumentException>(() => Space.Encode(new FeedForwardCell(17, block)));
        Assert.ThrowsExactly<ArgumentException>(() => Space.Encode(new FeedForwardCell(16, block with { Activation = "elu" })));
        Assert.ThrowsExactly<ArgumentException>(() => Space.Encode(new FeedForwardCell(16, block with { Dropout = 0.3 })));
    }

    [TestMethod]
    [DataRow("width=64 1=none 2=none", "Expected the width and 3 blocks, found 3 words")]
    [DataRow("w=64 1=none 2=none 3=none", "Expected 'width=' and a number, found 'w=64'")]
    [DataRow("width=65 1=none 2=none 3=none", "The width is '65', which is not one of 16, 32, 64, 128, 256")]
    [DataRow("width=64 1=none 2=none 2=none", "Expected '3=operation(activation,normalization,dropout)' or '3=none', found '2=none'")]
    [DataRow("width=64 1=linear 2=none 3=none", "Expected '1=operation(activation,normalization,dropout)' or '1=none', found '1=linear'")]
    [DataRow("width=64 1=dense(relu,none,0) 2=none 3=none", "The operation of block 1 is 'dense', which is not one of none, linear, residual")]
    [DataRow("width=64 1=linear(elu,none,0) 2=none 3=none", "The activation of block 1 is 'elu', which is not one of relu, gelu, silu, tanh")]
    [DataRow("width=64 1=linear(relu,group,0) 2=none 3=none", "The normalization of block 1 is 'group', which is not one of none, batch, layer")]
    [DataRow("width=64 1=none 2=linear(relu,none,0.3) 3=none", "The dropout of block 2 is '0.3', which is not one of 0, 0.1, 0.2, 0.5")]
    [DataRow("1 2 3", "Expected 13 numbers, found 3")]
    public void What_is_wrong_with_a_text_is_said(string text, string message) =>
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Space.Parse(text)).Message, message);
}
