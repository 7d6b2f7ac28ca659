using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class PublishedArchitecturesTests
{
    private static readonly ConvolutionalCellSpace Five = new(OperationSet.Five);
    private static readonly ConvolutionalCellSpace Eleven = new(OperationSet.Eleven);

    private static readonly RecurrentCellSpace Recurrent = new();

    public static IEnumerable<object[]> Convolutional =>
    [
        [Eleven, PublishedArchitectures.NaoNet, "0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 1 9 0 10 0 14 2 6 1 11 0 7"],
        [Eleven, PublishedArchitectures.NaoNetA, "0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 0 9 1 10 0 14 2 6 1 11 0 7"],
        [Five, PublishedArchitectures.NaoWeightSharing, "0 1 0 4 2 2 1 3 1 0 2 0 2 3 1 3 1 2 0 4 1 1 0 3 2 3 2 3 1 0 0 1 0 4 2 4 2 3 2 3"],
        [Five, PublishedArchitectures.NaoNetB, "0 1 0 2 0 1 2 2 1 3 0 2 4 0 1 3 2 1 0 3 1 1 1 0 2 1 2 4 1 0 2 3 3 1 2 2 0 2 0 2"],
        [Five, PublishedArchitectures.NaoNetV2, "1 1 0 1 2 4 0 0 0 0 2 1 0 0 0 2 0 3 0 0 0 2 0 2 2 2 1 0 0 0 0 1 0 0 0 3 0 0 0 1"],
    ];

    public static IEnumerable<object[]> RecurrentCells =>
    [
        [PublishedArchitectures.NaoRecurrent, ActivationCoding.FullTraining, "0 1 0 1 1 1 3 0 4 1 4 1 5 1 1 1 7 1 1 1 1 2"],
        [PublishedArchitectures.NaoRecurrentWeightSharing, ActivationCoding.WeightSharing, "0 1 1 1 2 2 1 2 4 1 4 1 4 1 7 1 8 2 1 0 4 1"],
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
    [DynamicData(nameof(RecurrentCells))]
    public void Recurrent_cells_read_and_write_in_every_form(Architecture published, ActivationCoding coding, string authorsForm)
    {
        Assert.AreEqual(authorsForm, Recurrent.FormatAuthorsForm(published, coding));
        Assert.AreEqual(published, Recurrent.ParseAuthorsForm(authorsForm, coding));
        Assert.AreEqual(published, Recurrent.Parse(Recurrent.Format(published)));
        Assert.AreEqual(published, Recurrent.Parse(published.ToString()));
        Assert.AreEqual(published, Recurrent.Encode(Recurrent.Decode(published)));
    }

    [TestMethod]
    public void Recurrent_cells_are_read_with_the_activations_of_the_program_that_found_them()
    {
        Assert.AreEqual(
            "1=relu(0) 2=relu(0) 3=relu(1) 4=tanh(3) 5=relu(4) 6=relu(4) 7=relu(5) 8=relu(1) 9=relu(7) 10=relu(1) 11=identity(1)",
            Recurrent.Format(PublishedArchitectures.NaoRecurrent));
        Assert.AreEqual(
            "1=relu(0) 2=relu(1) 3=sigmoid(2) 4=sigmoid(1) 5=relu(4) 6=relu(4) 7=relu(4) 8=relu(7) 9=sigmoid(8) 10=tanh(1) 11=relu(4)",
            Recurrent.Format(PublishedArchitectures.NaoRecurrentWeightSharing));
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
