using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class PublishedArchitecturesTests
{
    private static readonly ConvolutionalCellSpace Five = new(OperationSet.Five);
    private static readonly ConvolutionalCellSpace Eleven = new(OperationSet.Eleven);

    public static IEnumerable<object[]> Convolutional =>
    [
        [Eleven, PublishedArchitectures.NaoNet, "0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 1 9 0 10 0 14 2 6 1 11 0 7"],
        [Eleven, PublishedArchitectures.NaoNetA, "0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 0 9 1 10 0 14 2 6 1 11 0 7"],
        [Five, PublishedArchitectures.NaoWeightSharing, "0 1 0 4 2 2 1 3 1 0 2 0 2 3 1 3 1 2 0 4 1 1 0 3 2 3 2 3 1 0 0 1 0 4 2 4 2 3 2 3"],
        [Five, PublishedArchitectures.NaoNetB, "0 1 0 2 0 1 2 2 1 3 0 2 4 0 1 3 2 1 0 3 1 1 1 0 2 1 2 4 1 0 2 3 3 1 2 2 0 2 0 2"],
        [Five, PublishedArchitectures.NaoNetV2, "1 1 0 1 2 4 0 0 0 0 2 1 0 0 0 2 0 3 0 0 0 2 0 2 2 2 1 0 0 0 0 1 0 0 0 3 0 0 0 1"],
    ];

    [TestMethod]
    [DynamicData(nameof(Convolutional))]
    public void Convolutional_cells_read_and_write_in_every_form(ConvolutionalCellSpace space, Architecture published, string authorsForm)
    {
        Assert.AreEqual(authorsForm, space.FormatAuthorsForm(published));
        Assert.AreEqual(published, space.ParseAuthorsForm(authorsForm));
        Assert.AreEqual(published, space.Parse(space.Format(published)));
        Assert.AreEqual(published, space.Parse(published.ToString()));
        Assert.AreEqual(published, space.Encode(space.Decode(published)));
    }

    [TestMethod]
    public void NaoNet_is_the_graph_of_the_authors_file()
    {
        Assert.AreEqual(
            "normal: 3=conv_3x3(1)+avg_pool_5x5(2) 4=conv_1x3_3x1(3)+conv_3x3(2) 5=conv_1x1(1)+conv_3x3(2) "
            + "6=conv_1x3_3x1(1)+conv_3x3(5) 7=identity(2)+conv_3x3(1) | "
            + "reduction: 3=conv_3x3(1)+avg_pool_2x2(2) 4=conv_1x1(1)+avg_pool_3x3(1) 5=conv_1x7_7x1(2)+max_pool_2x2(1) "
            + "6=avg_pool_3x3(1)+conv_1x1(3) 7=max_pool_3x3(2)+conv_3x3(1)",
            Eleven.Format(PublishedArchitectures.NaoNet));
        CellPair cells = Eleven.Decode(PublishedArchitectures.NaoNet);
        CollectionAssert.AreEqual(new[] { 3, 5, 6 }, cells.Normal.LooseEnds.ToArray());
        CollectionAssert.AreEqual(new[] { 3, 4, 5, 6 }, cells.Reduction.LooseEnds.ToArray());
    }

    [TestMethod]
    public void NaoNetA_differs_in_one_node()
    {
        CellPair first = Eleven.Decode(PublishedArchitectures.NaoNet);
        CellPair second = Eleven.Decode(PublishedArchitectures.NaoNetA);

        CollectionAssert.AreEqual(first.Normal.Nodes, second.Normal.Nodes);
        CollectionAssert.AreEqual(
            new[] { 2 }, Enumerable.Range(0, 5).Where(n => first.Reduction.Nodes[n] != second.Reduction.Nodes[n]).ToArray());
    }
}
