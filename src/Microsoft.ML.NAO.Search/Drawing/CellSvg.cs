using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>Writes a laid-out cell as SVG.</summary>
internal static partial class CellSvg
{
    private const string Ink = "#444";

    // Okabe and Ito's colours, which people who see few colours can tell apart.
    private static readonly string[] NodeColors = ["#5a5a5a", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#3c9bd6"];

    public static void Append(StringBuilder svg, CellLayout layout)
    {
        AppendLanes(svg, layout, isLeft: true);
        AppendLanes(svg, layout, isLeft: false);
        for (int n = 0; n < layout.Cell.Nodes.Length; n++)
        {
            AppendBranch(svg, layout, n, layout.Cell.Nodes[n].First, isLeft: true);
            AppendBranch(svg, layout, n, layout.Cell.Nodes[n].Second, isLeft: false);
        }

        for (int node = 0; node <= layout.LastNode; node++)
        {
            AppendNode(svg, layout, node);
        }

        AppendOutput(svg, layout);
    }

    private static void AppendLanes(StringBuilder svg, CellLayout layout, bool isLeft)
    {
        for (int node = 0; node <= layout.LastNode; node++)
        {
            if (layout.HasLane(node, isLeft))
            {
                bool isLooseEnd = layout.Cell.LooseEnds.Contains(node);
                svg.AppendLine(Invariant(
                    $"<path d=\"M{layout.Center},{CellLayout.NodeY(node)} H{layout.LaneX(node, isLeft)} V{layout.LaneEnd(node, isLeft)}\" fill=\"none\" stroke=\"{Color(node)}\" stroke-width=\"2\"{(isLooseEnd ? " stroke-dasharray=\"6 3\" marker-end=\"url(#arrow)\"" : string.Empty)}/>"));
            }
        }
    }

    private static void AppendBranch(StringBuilder svg, CellLayout layout, int n, Branch branch, bool isLeft)
    {
        int node = Cell.InputCount + n;
        int side = isLeft ? -1 : 1;
        int x = layout.OperationX(isLeft);
        int y = CellLayout.OperationY(node);
        int lane = layout.LaneX(branch.Input, isLeft);
        string label = Label(branch.Operation) + (layout.HalvesInputs && branch.Input < Cell.InputCount ? " /2" : string.Empty);
        svg.AppendLine(Invariant($"""
            <path d="M{lane},{y} H{x + (side * CellLayout.OperationWidth / 2)}" stroke="{Color(branch.Input)}" stroke-width="2" marker-end="url(#arrow)"/>
            <circle cx="{lane}" cy="{y}" r="3.5" fill="{Color(branch.Input)}"/>
            <path d="M{x},{y + (CellLayout.OperationHeight / 2)} L{layout.Center + (side * 12)},{CellLayout.NodeY(node) - 9}" stroke="{Ink}" stroke-width="1.5" marker-end="url(#arrow)"/>
            <rect x="{x - (CellLayout.OperationWidth / 2)}" y="{y - (CellLayout.OperationHeight / 2)}" width="{CellLayout.OperationWidth}" height="{CellLayout.OperationHeight}" rx="6" fill="{Fill(branch.Operation)}" stroke="{Ink}"/>
            <text x="{x}" y="{y + 5}" text-anchor="middle" font-size="14" fill="#222">{SecurityElement.Escape(label)}</text>
            """));
    }

    private static void AppendNode(StringBuilder svg, CellLayout layout, int node)
    {
        int y = CellLayout.NodeY(node);
        string number = (node + 1).ToString(CultureInfo.InvariantCulture);
        if (node < Cell.InputCount)
        {
            string label = node == 0 ? "1: two cells before" : "2: cell before";
            svg.AppendLine(Invariant($"""
                <rect x="{layout.Center - 74}" y="{y - CellLayout.NodeRadius}" width="148" height="{2 * CellLayout.NodeRadius}" rx="14" fill="{Color(node)}"/>
                <text x="{layout.Center}" y="{y + 5}" text-anchor="middle" font-size="14" fill="#fff">{label}</text>
                """));
            return;
        }

        svg.AppendLine(Invariant($"""
            <circle cx="{layout.Center}" cy="{y}" r="{CellLayout.NodeRadius}" fill="{Color(node)}"/>
            <text x="{layout.Center}" y="{y + 5}" text-anchor="middle" font-size="14" font-weight="bold" fill="#fff">{number}</text>
            """));
    }

    private static void AppendOutput(StringBuilder svg, CellLayout layout)
    {
        string ends = string.Join(", ", layout.Cell.LooseEnds.Select(node => node + 1));
        string label = layout.Cell.LooseEnds.Length == 1 ? $"output: {ends}" : $"output: concatenation of {ends}";
        int y = layout.OutputTop;
        svg.AppendLine(Invariant($"""
            <path d="M{layout.Center},{CellLayout.NodeY(layout.LastNode) + CellLayout.NodeRadius} V{y}" stroke="{Color(layout.LastNode)}" stroke-width="2" stroke-dasharray="6 3" marker-end="url(#arrow)"/>
            <rect x="4" y="{y}" width="{layout.Width - 8}" height="{CellLayout.OutputHeight}" rx="6" fill="#eeeeee" stroke="{Ink}"/>
            <text x="{layout.Center}" y="{y + 22}" text-anchor="middle" font-size="14" fill="#222">{label}</text>
            """));
    }

    private static string Color(int node) => NodeColors[node % NodeColors.Length];

    private static string Fill(string operation) =>
        operation.Contains("pool", StringComparison.Ordinal) ? "#fdebd3"
        : operation.Contains("conv", StringComparison.Ordinal) ? "#dcebf7"
        : "#f3f3f3";

    private static string Label(string operation) => Size().Replace(operation.Replace('_', ' '), "$1×$2");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex("([0-9])x([0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
