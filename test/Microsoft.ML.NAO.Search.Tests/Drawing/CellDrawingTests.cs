using System.Globalization;
using System.Xml.Linq;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Drawing;

namespace Microsoft.ML.NAO.Tests.Drawing;

[TestClass]
public class CellDrawingTests
{
    private static readonly ConvolutionalCellSpace Space = new();

    [TestMethod]
    public void Shows_every_operation_node_and_output()
    {
        XDocument svg = Draw(PublishedArchitectures.NaoWeightSharing);

        List<string> texts = [.. svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.HasCount(20, texts.Where(text => text.Contains("conv", StringComparison.Ordinal)
            || text.Contains("pool", StringComparison.Ordinal) || text.StartsWith("identity", StringComparison.Ordinal)).ToList());
        CollectionAssert.IsSubsetOf(
            new[] { "Normal cell", "Reduction cell", "sep conv 5×5", "max pool 3×3 /2", "3", "7", "output: concatenation of 4, 5, 6, 7" }, texts);
    }

    [TestMethod]
    public void Boxes_stay_within_the_picture_and_apart()
    {
        var random = new Random(1);
        for (int sample = 0; sample < 50; sample++)
        {
            XDocument svg = Draw(Space.Sample(random));
            double width = Number(svg.Root!, "width");
            foreach (XElement cell in svg.Root!.Elements().Where(element => element.Name.LocalName == "g"))
            {
                List<(double X, double Y, double Width, double Height)> boxes = [.. cell.Descendants()
                    .Where(element => element.Name.LocalName == "rect")
                    .Select(rect => (Number(rect, "x"), Number(rect, "y"), Number(rect, "width"), Number(rect, "height")))];
                Assert.HasCount(13, boxes);
                Assert.IsTrue(boxes.All(box => box.X >= 0 && box.X + box.Width <= width));
                for (int i = 0; i < boxes.Count; i++)
                {
                    Assert.IsFalse(boxes.Skip(i + 1).Any(other => Overlap(boxes[i], other)));
                }
            }
        }
    }

    [TestMethod]
    public void The_title_is_escaped() => Assert.AreEqual(
        "A <b> & c", XDocument.Parse(CellDrawing.ToSvg(Space.Decode(PublishedArchitectures.NaoWeightSharing), "A <b> & c"))
            .Descendants().First(element => element.Name.LocalName == "title").Value);

    [TestMethod]
    public void A_recurrent_cell_shows_activations_and_the_mean() => AssertTexts(
        CellDrawing.ToSvg(new RecurrentCellSpace(3).Decode(new RecurrentCellSpace(3).Parse("1=relu(0) 2=identity(1) 3=sigmoid(1)"))),
        "Recurrent cell", "0: tanh of input and state", "relu", "identity", "sigmoid", "1", "2", "3", "state: mean of all from 1 to 3");

    [TestMethod]
    public void Blocks_show_their_choices_and_what_a_residual_block_is_added_to() => AssertTexts(
        CellDrawing.ToSvg(new FeedForwardCell(
            64,
            new FeedForwardBlock(FeedForwardOperationNames.Linear, ActivationNames.Gelu, NormalizationNames.None, 0),
            new FeedForwardBlock(FeedForwardOperationNames.Residual, ActivationNames.Relu, NormalizationNames.Batch, 0.1))),
        "Blocks of width 64", "0: inputs", "linear, gelu, dropout 0", "1", "residual, batch norm, relu, dropout 0.1", "identity", "2",
        "outputs: linear layer of batch norm, relu of 2");

    [TestMethod]
    public void Without_a_block_a_linear_model_is_drawn() => AssertTexts(
        CellDrawing.ToSvg(new FeedForwardCell(64)), "Linear model", "0: inputs", "outputs: linear layer of 0");

    [TestMethod]
    public void An_edge_that_passes_nothing_is_not_shown() => AssertTexts(
        CellDrawing.ToSvg(EdgeCellSpace.NasBench201, EdgeCellSpace.NasBench201.Parse("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|")),
        "Cell", "0: input", "nor conv 3×3", "skip connect", "avg pool 3×3", "1", "2", "3", "output: 3");

    [TestMethod]
    public void A_declared_cell_shows_its_name_inputs_and_loose_ends()
    {
        var space = new NodeCellSpace("s", 2, ["conv_3x3", "a<b"], inputCount: 3, branchesPerNode: 1, ["left", "right"]);

        AssertTexts(
            CellDrawing.ToSvg(space, space.Parse("left: 4=conv_3x3(1) 5=a<b(4) | right: 4=conv_3x3(2) 5=conv_3x3(2)")),
            "Left cell", "1: input", "2: input", "3: input", "conv 3×3", "a<b", "4", "5", "output: concatenation of 2, 3, 5",
            "Right cell", "1: input", "2: input", "3: input", "conv 3×3", "conv 3×3", "4", "5", "output: concatenation of 1, 3, 4, 5");
    }

    [TestMethod]
    public void A_convolutional_architecture_is_drawn_as_its_pair_of_cells() => Assert.AreEqual(
        CellDrawing.ToSvg(Space.Decode(PublishedArchitectures.NaoWeightSharing)), CellDrawing.ToSvg(Space, PublishedArchitectures.NaoWeightSharing));

    private static void AssertTexts(string svg, params string[] expected) => CollectionAssert.AreEquivalent(
        expected, XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList());

    private static XDocument Draw(Architecture architecture) => XDocument.Parse(CellDrawing.ToSvg(Space.Decode(architecture)));

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static bool Overlap((double X, double Y, double Width, double Height) a, (double X, double Y, double Width, double Height) b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
