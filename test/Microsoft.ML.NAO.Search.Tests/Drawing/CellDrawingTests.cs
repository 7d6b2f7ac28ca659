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

    private static XDocument Draw(Architecture architecture) => XDocument.Parse(CellDrawing.ToSvg(Space.Decode(architecture)));

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static bool Overlap((double X, double Y, double Width, double Height) a, (double X, double Y, double Width, double Height) b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
