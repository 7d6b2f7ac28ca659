using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Drawing;

namespace Microsoft.ML.NAO.Tests.Drawing;

/// <summary>What must hold for the picture of any cell of any space.</summary>
[TestClass]
public partial class DrawingContractTests
{
    private const int Samples = 20;

    // As wide as the letters of the usual fonts are on average, and a little more than the arrows' tips are away.
    private const double CharacterWidth = 0.55;
    private const double NearEnough = 3;

    public static IEnumerable<object[]> Spaces =>
    [
        [new ConvolutionalCellSpace(OperationSet.Eleven)],
        [new RecurrentCellSpace()],
        [new RecurrentCellSpace(1)],
        [new FeedForwardSpace()],
        [new FeedForwardSpace(1)],
        [EdgeCellSpace.NasBench201],
        [new EdgeCellSpace("large", EdgeCellSpace.MaxNodeCount, ["conv", "zero", "pool"], "zero", ["normal", "reduction"])],
        [new EdgeCellSpace("all", EdgeCellSpace.MaxNodeCount, ["an_operation_with_a_very_long_name"])],
        [new NodeCellSpace("nodes", NodeCellSpace.MaxNodeCount, ["conv", "pool"], inputCount: 1)],
        [new NodeCellSpace("single", 5, ["conv", "an_operation_with_a_very_long_name"], inputCount: 4, branchesPerNode: 1, ["a", "a-cell-with-a-very-long-name-that-is-wider-than-all-of-its-operations"])],
    ];

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Nothing_is_clipped(ArchitectureSpace space) => ForEachCell(space, cell =>
    {
        foreach (XElement rectangle in cell.Shapes("rect"))
        {
            Box box = Box.Of(rectangle);
            Assert.IsTrue(box.Left >= 0 && box.Right <= cell.Width && box.Top >= 0 && box.Bottom <= cell.Height, rectangle.ToString());
        }

        foreach (var (x, y) in cell.Shapes("path").SelectMany(Points))
        {
            Assert.IsTrue(x >= 0 && x <= cell.Width && y >= 0 && y <= cell.Height, $"{x},{y}");
        }

        foreach (XElement text in cell.Group.Descendants().Where(element => element.Name.LocalName == "text"))
        {
            Box box = BoxOfText(text);
            Assert.IsTrue(box.Left >= 0 && box.Right <= cell.Width, text.ToString());
        }
    });

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Boxes_and_nodes_stand_apart(ArchitectureSpace space) => ForEachCell(space, cell =>
    {
        Box[] boxes = [.. cell.Shapes("rect").Select(Box.Of), .. cell.Nodes.Select(node => new Box(node.X - node.R, node.Y - node.R, 2 * node.R, 2 * node.R))];
        for (int i = 0; i < boxes.Length; i++)
        {
            Assert.IsFalse(boxes.Skip(i + 1).Any(boxes[i].Overlaps), boxes[i].ToString());
        }
    });

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Every_label_stays_within_its_box(ArchitectureSpace space) => ForEachCell(space, cell =>
    {
        Box[] boxes = [.. cell.Shapes("rect").Select(Box.Of), .. cell.Nodes.Select(node => new Box(node.X - node.R, node.Y - node.R, 2 * node.R, 2 * node.R))];
        foreach (XElement text in cell.Shapes("text"))
        {
            Box label = BoxOfText(text);
            Assert.IsTrue(boxes.Any(box => box.Left <= label.Left && box.Right >= label.Right && box.Top <= label.Top && box.Bottom >= label.Bottom), text.ToString());
        }
    });

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Every_arrow_ends_at_another_box_or_a_node(ArchitectureSpace space) => ForEachCell(space, cell =>
    {
        Box[] boxes = [.. cell.Shapes("rect").Select(Box.Of)];
        foreach (XElement arrow in cell.Shapes("path").Where(path => path.Attribute("marker-end") is not null))
        {
            var (x, y) = Points(arrow)[^1];
            var (startX, startY) = Points(arrow)[0];
            Assert.IsTrue(
                boxes.Any(box => box.DistanceToEdge(x, y) < NearEnough && box.DistanceToEdge(startX, startY) >= NearEnough)
                || cell.Nodes.Any(node => Math.Abs(Math.Sqrt(Math.Pow(x - node.X, 2) + Math.Pow(y - node.Y, 2)) - node.R) < NearEnough),
                arrow.ToString());
        }
    });

    private static void ForEachCell(ArchitectureSpace space, Action<DrawnCell> check)
    {
        var random = new Random(1);
        for (int sample = 0; sample < Samples; sample++)
        {
            XElement svg = XDocument.Parse(Draw(space, space.Sample(random))).Root!;
            DrawnCell[] cells = [.. svg.Elements().Where(element => element.Name.LocalName == "g").Select(group => new DrawnCell(group, svg))];
            Assert.IsTrue(cells[0].Left >= 0 && cells[^1].Left + cells[^1].Width <= Number(svg, "width"));
            for (int i = 1; i < cells.Length; i++)
            {
                Assert.IsGreaterThanOrEqualTo(cells[i - 1].Left + cells[i - 1].Width, cells[i].Left);
            }

            Array.ForEach(cells, check);
        }
    }

    private static string Draw(ArchitectureSpace space, Architecture architecture) => space switch
    {
        NodeCellSpace nodes => CellDrawing.ToSvg(nodes, architecture),
        EdgeCellSpace edges => CellDrawing.ToSvg(edges, architecture),
        RecurrentCellSpace recurrent => CellDrawing.ToSvg(recurrent.Decode(architecture)),
        FeedForwardSpace blocks => CellDrawing.ToSvg(blocks.Decode(architecture)),
        _ => throw new ArgumentException("It is not drawn.", nameof(space)),
    };

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static Box BoxOfText(XElement text)
    {
        double size = Number(text, "font-size");
        double width = text.Value.Length * size * CharacterWidth;
        return new Box(Number(text, "x") - (width / 2), Number(text, "y") - (size * 0.7), width, size * 0.9);
    }

    /// <summary>The corners of a path of the commands M, L, H and V.</summary>
    private static List<(double X, double Y)> Points(XElement path)
    {
        var points = new List<(double X, double Y)>();
        foreach (Match command in Command().Matches(path.Attribute("d")!.Value))
        {
            double first = double.Parse(command.Groups[2].Value, CultureInfo.InvariantCulture);
            points.Add(command.Groups[1].Value switch
            {
                "H" => (first, points[^1].Y),
                "V" => (points[^1].X, first),
                _ => (first, double.Parse(command.Groups[3].Value, CultureInfo.InvariantCulture)),
            });
        }

        return points;
    }

    [GeneratedRegex("([MLHV])([0-9.-]+)(?:,([0-9.-]+))?")]
    private static partial Regex Command();

    private sealed record DrawnCell(XElement Group, XElement Svg)
    {
        private XElement Inner => Group.Elements().Single(element => element.Name.LocalName == "g");

        public double Left => Translation(Group).X;

        public double Height => Number(Svg, "height") - Translation(Group).Y - Translation(Inner).Y;

        // The output's box spans the cell.
        public double Width => Box.Of(Shapes("rect").Last()) is var output ? output.Right + output.Left : 0;

        public IEnumerable<(double X, double Y, double R)> Nodes => Shapes("circle")
            .Select(circle => (Number(circle, "cx"), Number(circle, "cy"), Number(circle, "r"))).Where(circle => circle.Item3 > 10);

        public IEnumerable<XElement> Shapes(string name) => Inner.Elements().Where(element => element.Name.LocalName == name);

        private static (double X, double Y) Translation(XElement group)
        {
            string[] numbers = group.Attribute("transform")!.Value["translate(".Length..^1].Split(',');
            return (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
        }
    }

    private readonly record struct Box(double Left, double Top, double Width, double Height)
    {
        public double Right => Left + Width;

        public double Bottom => Top + Height;

        public static Box Of(XElement rectangle) =>
            new(Number(rectangle, "x"), Number(rectangle, "y"), Number(rectangle, "width"), Number(rectangle, "height"));

        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public double DistanceToEdge(double x, double y) =>
            x < Left - NearEnough || x > Right + NearEnough || y < Top - NearEnough || y > Bottom + NearEnough
                ? double.PositiveInfinity
                : new[] { x - Left, Right - x, y - Top, Bottom - y }.Min(Math.Abs);
    }
}
