using System.Globalization;
using System.Security;
using System.Text;

namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>Draws lines with bands of one standard deviation about them as an SVG document.</summary>
internal sealed class LineChart(string title, string xLabel, string yLabel)
{
    private const int Width = 860;
    private const int Height = 520;
    private const int Left = 76;
    private const int Right = 24;
    private const int Top = 52;
    private const int Bottom = 60;
    private const int Ticks = 6;
    private const int LegendRow = 22;

    // Okabe and Ito's colours, which people who see few colours can tell apart.
    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    private readonly List<(string Name, IReadOnlyList<ChartPoint> Points)> _lines = [];

    /// <summary>The values at the bottom and at the top; lines and bands are cut there.</summary>
    public required (double Low, double High) YRange { get; init; }

    /// <summary>A dashed line across, and what it is; null for none.</summary>
    public (double Value, string Label)? Reference { get; init; }

    /// <summary>Adds a line.</summary>
    public void Add(string name, IReadOnlyList<ChartPoint> points) => _lines.Add((name, points));

    /// <summary>Draws all lines.</summary>
    public string ToSvg()
    {
        double lowX = _lines.Min(line => line.Points[0].X);
        double highX = Math.Max(_lines.Max(line => line.Points[^1].X), lowX + 1);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img" font-family="Helvetica, Arial, sans-serif" font-size="14" fill="#222">
            <title>{SecurityElement.Escape(title)}</title>
            <defs><clipPath id="plot"><rect x="{Left}" y="{Top}" width="{Width - Left - Right}" height="{Height - Top - Bottom}"/></clipPath></defs>
            <rect width="{Width}" height="{Height}" fill="#ffffff"/>
            <text x="{Width / 2}" y="30" text-anchor="middle" font-size="18" font-weight="bold">{SecurityElement.Escape(title)}</text>
            <text x="{(Left + Width - Right) / 2}" y="{Height - 14}" text-anchor="middle">{SecurityElement.Escape(xLabel)}</text>
            <text transform="translate(20,{(Top + Height - Bottom) / 2}) rotate(-90)" text-anchor="middle">{SecurityElement.Escape(yLabel)}</text>
            """);
        AppendTicks(svg, lowX, highX);
        foreach (var (index, line) in _lines.Index())
        {
            AppendLine(svg, line.Points, Colors[index % Colors.Length], x => ToX(x, lowX, highX));
        }

        AppendReference(svg);
        AppendLegend(svg);
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static double ToX(double x, double low, double high) => Left + ((x - low) / (high - low) * (Width - Left - Right));

    private double ToY(double y) => Top + ((YRange.High - y) / (YRange.High - YRange.Low) * (Height - Top - Bottom));

    private void AppendTicks(StringBuilder svg, double lowX, double highX)
    {
        foreach (double y in FindTicks(YRange.Low, YRange.High))
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <path d="M{Left},{ToY(y):F1} H{Width - Right}" stroke="#e4e4e4"/><text x="{Left - 8}" y="{ToY(y) + 5:F1}" text-anchor="end">{y:0.###}</text>
                """);
        }

        foreach (double x in FindTicks(lowX, highX))
        {
            double at = ToX(x, lowX, highX);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <path d="M{at:F1},{Height - Bottom} v6" stroke="#222"/><text x="{at:F1}" y="{Height - Bottom + 22}" text-anchor="middle">{x:0.###}</text>
                """);
        }

        svg.AppendLine(CultureInfo.InvariantCulture, $"""<path d="M{Left},{Top} V{Height - Bottom} H{Width - Right}" fill="none" stroke="#222"/>""");
    }

    private void AppendLine(StringBuilder svg, IReadOnlyList<ChartPoint> points, string color, Func<double, double> toX)
    {
        string band = Join(points.Select(p => (p.X, p.Mean + p.Deviation)).Concat(points.Reverse().Select(p => (p.X, p.Mean - p.Deviation))));
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <g clip-path="url(#plot)"><polygon points="{band}" fill="{color}" fill-opacity="0.13"/>
            <polyline points="{Join(points.Select(p => (p.X, p.Mean)))}" fill="none" stroke="{color}" stroke-width="2"/></g>
            """);

        string Join(IEnumerable<(double X, double Y)> path) =>
            string.Join(' ', path.Select(p => string.Create(CultureInfo.InvariantCulture, $"{toX(p.X):F1},{ToY(p.Y):F1}")));
    }

    private void AppendReference(StringBuilder svg)
    {
        if (Reference is { } reference)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <path d="M{Left},{ToY(reference.Value):F1} H{Width - Right}" stroke="#555" stroke-dasharray="6 4"/>
                <text x="{Left + 8}" y="{ToY(reference.Value) - 6:F1}" fill="#555">{SecurityElement.Escape(reference.Label)}</text>
                """);
        }
    }

    private void AppendLegend(StringBuilder svg)
    {
        int top = Height - Bottom - 10 - (_lines.Count * LegendRow);
        foreach (var (index, line) in _lines.Index())
        {
            int y = top + (index * LegendRow);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <path d="M{Width - Right - 280},{y} h28" stroke="{Colors[index % Colors.Length]}" stroke-width="3"/><text x="{Width - Right - 244}" y="{y + 5}">{SecurityElement.Escape(line.Name)}</text>
                """);
        }
    }

    /// <summary>Round numbers, about as many as <see cref="Ticks"/>, within a range.</summary>
    private static IEnumerable<double> FindTicks(double low, double high)
    {
        double rough = (high - low) / Ticks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(candidate => candidate >= rough * 0.999);
        for (double number = Math.Ceiling(low / step); number * step <= high; number++)
        {
            yield return number * step;
        }
    }
}
