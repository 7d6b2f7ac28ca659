namespace Microsoft.ML.NAO.Data;

/// <summary>ML.NET's own normalization, which stands before the graph of a network that reads texts: lower case, no punctuation.</summary>
internal static class TextNormalization
{
    /// <summary>The name of the column with a column's normalized texts.</summary>
    public static string GetOutput(string columnName) => columnName + ".normalized";

    /// <summary>What makes that column.</summary>
    public static IEstimator<ITransformer> Create(MLContext context, string columnName) =>
        context.Transforms.Text.NormalizeText(GetOutput(columnName), columnName, keepDiacritics: true, keepPunctuations: false);
}
