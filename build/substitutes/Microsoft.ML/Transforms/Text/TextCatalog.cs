using Microsoft.ML.Transforms.Text;

namespace Microsoft.ML;

/// <summary>Transforms for text.</summary>
public static class TextCatalog
{
    public static TextNormalizingEstimator NormalizeText(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        TextNormalizingEstimator.CaseMode caseMode = TextNormalizingEstimator.CaseMode.Lower,
        bool keepDiacritics = false,
        bool keepPunctuations = true,
        bool keepNumbers = true)
        => new(
            catalog.GetEnvironment(),
            new TextNormalization(caseMode, keepDiacritics, keepPunctuations, keepNumbers),
            (outputColumnName, inputColumnName ?? outputColumnName));
}
