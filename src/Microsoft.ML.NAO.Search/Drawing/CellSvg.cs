using System.Globalization;
using System.Security;
using System.Text;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>Writes a laid-out cell as SVG.</summary>
internal static class CellSvg
{
    private const string Ink = "#444";

    // Okabe and Ito's colours, which people who see few colours can tell apart.
    private static readonly string[] NodeColors = ["#5a5a5a", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#3c9bd6"];

    public static void Append(StringBuilder svg, CellLayout layout)
    {
        AppendLanes(svg, layout, isLeft: true);
        AppendLanes(svg, layout, isLeft: false);
        foreach (PlacedOperation operation in layout.Operations)
        {
            AppendOperation(svg, layout, operation);
        }

        for (int node = 0; node <= layout.Cell.LastNode; node++)
        {
            AppendNode(svg, layout, node);
        }

        AppendOutput(svg, layout);
    }

    private static void AppendLanes(StringBuilder svg, CellLayout layout, bool isLeft)
    {
        for (int node = 0; node <= layout.Cell.LastNode; node++)
        {
            if (layout.HasLane(node, isLeft))
            {
                bool isEnd = layout.Cell.Ends.Contains(node);
                svg.AppendLine(Invariant(
                    $"<path d=\"M{layout.Center},{layout.NodeY(node)} H{layout.LaneX(node, isLeft)} V{layout.LaneEnd(node, isLeft)}\" fill=\"none\" stroke=\"{Color(node)}\" stroke-width=\"2\"{(isEnd ? " stroke-dasharray=\"6 3\" marker-end=\"url(#arrow)\"" : string.Empty)}/>"));
            }
        }
    }

    private static void AppendOperation(StringBuilder svg, CellLayout layout, PlacedOperation placed)
    {
        int side = placed.IsLeft ? -1 : 1;
        int x = layout.OperationX(placed.IsLeft);
        int y = placed.Y;
        int lane = layout.LaneX(placed.Operation.Input, placed.IsLeft);
        string color = Color(placed.Operation.Input);

        // Past other operations, the line to the node goes down the middle.
        string toNode = placed.IsNextToNode
            ? Invariant($"M{x},{y + (CellLayout.OperationHeight / 2)} L{layout.Center + (side * 12)},{layout.NodeY(placed.Node) - 9}")
            : Invariant($"M{x - (side * layout.OperationWidth / 2)},{y} H{layout.Center} V{layout.NodeY(placed.Node) - CellLayout.NodeRadius - 1}");
        svg.AppendLine(Invariant($"""
            <path d="M{lane},{y} H{x + (side * layout.OperationWidth / 2)}" stroke="{color}" stroke-width="2" marker-end="url(#arrow)"/>
            <circle cx="{lane}" cy="{y}" r="3.5" fill="{color}"/>
            <path d="{toNode}" fill="none" stroke="{Ink}" stroke-width="1.5" marker-end="url(#arrow)"/>
            <rect x="{x - (layout.OperationWidth / 2)}" y="{y - (CellLayout.OperationHeight / 2)}" width="{layout.OperationWidth}" height="{CellLayout.OperationHeight}" rx="6" fill="{Fill(placed.Operation.Operation)}" stroke="{Ink}"/>
            <text x="{x}" y="{y + 5}" text-anchor="middle" font-size="{TextWidth.FontSize}" fill="#222">{SecurityElement.Escape(placed.Operation.Label)}</text>
            """));
    }

    private static void AppendNode(StringBuilder svg, CellLayout layout, int node)
    {
        int y = layout.NodeY(node);
        if (node < layout.Cell.Inputs.Length)
        {
            svg.AppendLine(Invariant($"""
                <rect x="{layout.Center - (layout.InputWidth / 2)}" y="{y - CellLayout.NodeRadius}" width="{layout.InputWidth}" height="{2 * CellLayout.NodeRadius}" rx="14" fill="{Color(node)}"/>
                <text x="{layout.Center}" y="{y + 5}" text-anchor="middle" font-size="{TextWidth.FontSize}" fill="#fff">{SecurityElement.Escape(layout.Cell.Inputs[node])}</text>
                """));
            return;
        }

        svg.AppendLine(Invariant($"""
            <circle cx="{layout.Center}" cy="{y}" r="{CellLayout.NodeRadius}" fill="{Color(node)}"/>
            <text x="{layout.Center}" y="{y + 5}" text-anchor="middle" font-size="{TextWidth.FontSize}" font-weight="bold" fill="#fff">{node + layout.Cell.FirstNumber}</text>
            """));
    }

    private static void AppendOutput(StringBuilder svg, CellLayout layout)
    {
        int last = layout.Cell.LastNode;
        int y = layout.OutputTop;
        svg.AppendLine(Invariant($"""
            <path d="M{layout.Center},{layout.NodeY(last) + CellLayout.NodeRadius} V{y}" stroke="{Color(last)}" stroke-width="2" stroke-dasharray="6 3" marker-end="url(#arrow)"/>
            <rect x="4" y="{y}" width="{layout.Width - 8}" height="{CellLayout.OutputHeight}" rx="6" fill="#eeeeee" stroke="{Ink}"/>
            <text x="{layout.Width / 2}" y="{y + 22}" text-anchor="middle" font-size="{TextWidth.FontSize}" fill="#222">{SecurityElement.Escape(layout.Cell.Output)}</text>
            """));
    }

    private static string Color(int node) => NodeColors[node % NodeColors.Length];

    private static string Fill(string operation) =>
        operation.Contains("pool", StringComparison.Ordinal) ? "#fdebd3"
        : operation.Contains("conv", StringComparison.Ordinal) ? "#dcebf7"
        : "#f3f3f3";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
