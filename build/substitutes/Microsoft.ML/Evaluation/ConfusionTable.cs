using System.Collections.Immutable;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes a confusion matrix as the table that the real package prints.</summary>
internal static class ConfusionTable
{
    private const string Truth = "TRUTH";
    private const string Predicted = "PREDICTED";
    private const string Precision = "Precision";

    public static string Format(ConfusionMatrix matrix, ImmutableArray<ReadOnlyMemory<char>> classNames, bool isBinary)
    {
        int classes = matrix.NumberOfClasses;
        int cellWidth = classes == 2 ? 8 : 5;
        int nameWidth = classNames.Max(name => name.Length);

        // Names that do not fit into a column's head give way to the classes' indices there, and rows show both.
        bool indexed = nameWidth > cellWidth;
        int digits = indexed ? (classNames.Length - 1).ToString().Length : 0;
        int rowHead = Math.Max(Predicted.Length, indexed ? nameWidth + digits + 2 : nameWidth);
        string rule = string.Concat(Enumerable.Repeat(classes > 2 ? "========" : "===========", classes));

        var text = new StringBuilder();
        if (classes == 2 && isBinary)
            AppendRatio(text, matrix.Counts, classNames[0].ToString());

        text.AppendLine().AppendLine("Confusion table");
        text.AppendLine(Head(string.Empty, rowHead) + rule);
        text.Append(Head(Predicted, rowHead));
        for (int c = 0; c < classes; c++)
            text.Append(' ').Append((indexed ? c.ToString() : classNames[c].ToString()).PadLeft(cellWidth)).Append(" |");
        text.AppendLine(" Recall");
        text.AppendLine(Head(Truth, rowHead) + rule);

        for (int row = 0; row < classes; row++)
        {
            string name = classNames[row].ToString();
            text.Append(indexed
                ? row.ToString().PadLeft(digits) + ". " + name.PadLeft(rowHead - digits - 2)
                : name.PadLeft(rowHead)).Append(" ||");
            foreach (double count in matrix.Counts[row])
                text.Append(' ').Append(count.ToString("N0").PadLeft(cellWidth)).Append(" |");
            text.Append(' ').AppendLine(matrix.PerClassRecall[row].ToString("F4").PadLeft(5));
        }

        text.AppendLine(Head(string.Empty, rowHead) + rule);
        text.Append(Head(Precision, rowHead));
        foreach (double precision in matrix.PerClassPrecision)
            text.Append(precision.ToString("N4").PadLeft(cellWidth + 1)).Append(" |");
        return text.AppendLine().ToString();
    }

    private static string Head(string name, int width) => name.PadRight(width) + " ||";

    private static void AppendRatio(StringBuilder text, IReadOnlyList<IReadOnlyList<double>> counts, string positive)
    {
        double positives = counts[0][0] + counts[0][1];
        double negatives = counts[1][0] + counts[1][1];
        double ratio = positives / (positives + negatives);
        text.Append($"TEST {positive.ToUpper()} RATIO:\t{ratio:N4} ({positives:F1}/({positives:F1}+{negatives:F1}))");
    }
}
