using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>Draws cells as pictures.</summary>
public static class CellDrawing
{
    private const string DefaultTitle = "Cells found by neural architecture search";
    private const int Margin = 24;
    private const int TitleHeight = 44;

    /// <summary>Draws the normal and the reduction cell of an architecture side by side.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="title">The picture's title, for readers that show or speak one.</param>
    /// <returns>An SVG document.</returns>
    public static string ToSvg(CellPair cells, string title = DefaultTitle)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return ToSvg(
            [DrawnCells.Create(cells.Normal, "Normal cell", halvesInputs: false), DrawnCells.Create(cells.Reduction, "Reduction cell", halvesInputs: true)],
            title);
    }

    /// <summary>Draws a recurrent cell. Each searched node shows its activation, and the node that it continues.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="title">The picture's title, for readers that show or speak one.</param>
    /// <returns>An SVG document.</returns>
    public static string ToSvg(RecurrentCell cell, string title = DefaultTitle)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return ToSvg([DrawnCells.Create(cell)], title);
    }

    /// <summary>Draws the blocks of a feed-forward network. A residual block's node has two operations, which are added.</summary>
    /// <param name="cell">The blocks.</param>
    /// <param name="title">The picture's title, for readers that show or speak one.</param>
    /// <returns>An SVG document.</returns>
    public static string ToSvg(FeedForwardCell cell, string title = DefaultTitle)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return ToSvg([DrawnCells.Create(cell)], title);
    }

    /// <summary>Draws the cells of an architecture side by side, without the operations that pass nothing.</summary>
    /// <param name="space">The space of the architecture.</param>
    /// <param name="architecture">A legal architecture.</param>
    /// <param name="title">The picture's title, for readers that show or speak one.</param>
    /// <returns>An SVG document.</returns>
    /// <exception cref="ArgumentException">The architecture is not legal; the message names the position.</exception>
    public static string ToSvg(EdgeCellSpace space, Architecture architecture, string title = DefaultTitle)
    {
        ArgumentNullException.ThrowIfNull(space);
        return ToSvg(
            [.. space.Decode(architecture).Zip(space.CellNames, (cell, name) => DrawnCells.Create(cell, ToTitle(space.CellNames, name), space.ZeroOperation))],
            title);
    }

    /// <summary>Draws the cells of an architecture side by side.</summary>
    /// <param name="space">The space of the architecture.</param>
    /// <param name="architecture">A legal architecture.</param>
    /// <param name="title">The picture's title, for readers that show or speak one.</param>
    /// <returns>An SVG document.</returns>
    /// <exception cref="ArgumentException">The architecture is not legal; the message names the position.</exception>
    public static string ToSvg(NodeCellSpace space, Architecture architecture, string title = DefaultTitle)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space is ConvolutionalCellSpace convolutional
            ? ToSvg(convolutional.Decode(architecture), title)
            : ToSvg(
                [.. space.DecodeCells(architecture).Zip(space.CellNames, (cell, name) => DrawnCells.Create(cell, ToTitle(space.CellNames, name)))],
                title);
    }

    /// <summary>Draws an architecture of any of this package's spaces, as the method for the space does.</summary>
    /// <param name="space">The space of the architecture.</param>
    /// <param name="architecture">A legal architecture.</param>
    /// <param name="title">The picture's title, for readers that show or speak one.</param>
    /// <returns>An SVG document.</returns>
    /// <exception cref="ArgumentException">The architecture is not legal; the message names the position.</exception>
    /// <exception cref="NotSupportedException">The space is another package's.</exception>
    public static string ToSvg(ArchitectureSpace space, Architecture architecture, string title = DefaultTitle) => space switch
    {
        null => throw new ArgumentNullException(nameof(space)),
        NodeCellSpace nodes => ToSvg(nodes, architecture, title),
        EdgeCellSpace edges => ToSvg(edges, architecture, title),
        RecurrentCellSpace recurrent => ToSvg(recurrent.Decode(architecture), title),
        FeedForwardSpace blocks => ToSvg(blocks.Decode(architecture), title),
        _ => throw new NotSupportedException($"There is no picture of the architectures of the space '{space.Name}'."),
    };

    private static string ToTitle(ImmutableArray<string> names, string name) =>
        names.Length == 1 ? "Cell" : $"{char.ToUpperInvariant(name[0])}{name[1..]} cell";

    private static string ToSvg(ImmutableArray<DrawnCell> cells, string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        CellLayout[] layouts = [.. cells.Select(cell => new CellLayout(cell))];
        int width = layouts.Sum(layout => layout.Width + Margin) + Margin;
        int height = layouts.Max(layout => layout.Height) + TitleHeight + (2 * Margin);

        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="Helvetica, Arial, sans-serif">
            <title>{SecurityElement.Escape(title)}</title>
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#444"/></marker></defs>
            <rect width="{width}" height="{height}" fill="#ffffff"/>
            """);
        int left = Margin;
        foreach (CellLayout layout in layouts)
        {
            Append(svg, layout, left);
            left += layout.Width + Margin;
        }

        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void Append(StringBuilder svg, CellLayout layout, int left)
    {
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <g transform="translate({left},{Margin})">
            <text x="{layout.Center}" y="20" text-anchor="middle" font-size="{CellLayout.TitleFontSize}" font-weight="bold" fill="#222">{SecurityElement.Escape(layout.Cell.Title)}</text>
            <g transform="translate(0,{TitleHeight})">
            """);
        CellSvg.Append(svg, layout);
        svg.AppendLine("</g></g>");
    }
}
