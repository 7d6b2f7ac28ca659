using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>Draws cells as pictures.</summary>
public static class CellDrawing
{
    private const int Margin = 24;
    private const int TitleHeight = 44;

    /// <summary>Draws the normal and the reduction cell of an architecture side by side.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="title">The picture's title, for readers that show or speak one.</param>
    /// <returns>An SVG document.</returns>
    public static string ToSvg(CellPair cells, string title = "Cells found by neural architecture search")
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(title);
        var normal = new CellLayout(cells.Normal, halvesInputs: false);
        var reduction = new CellLayout(cells.Reduction, halvesInputs: true);
        int width = normal.Width + reduction.Width + (3 * Margin);
        int height = Math.Max(normal.Height, reduction.Height) + TitleHeight + (2 * Margin);

        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="Helvetica, Arial, sans-serif">
            <title>{SecurityElement.Escape(title)}</title>
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#444"/></marker></defs>
            <rect width="{width}" height="{height}" fill="#ffffff"/>
            """);
        Append(svg, "Normal cell", normal, Margin);
        Append(svg, "Reduction cell", reduction, normal.Width + (2 * Margin));
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void Append(StringBuilder svg, string title, CellLayout layout, int left)
    {
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <g transform="translate({left},{Margin})">
            <text x="{layout.Center}" y="20" text-anchor="middle" font-size="20" font-weight="bold" fill="#222">{title}</text>
            <g transform="translate(0,{TitleHeight})">
            """);
        CellSvg.Append(svg, layout);
        svg.AppendLine("</g></g>");
    }
}
