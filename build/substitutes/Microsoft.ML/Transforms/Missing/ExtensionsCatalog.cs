using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms for missing values.</summary>
public static class ExtensionsCatalog
{
    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue,
        bool imputeBySlot = true)
        => new(catalog.GetEnvironment(), replacementMode, imputeBySlot, (outputColumnName, inputColumnName ?? outputColumnName));

    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue,
        bool imputeBySlot = true)
        => new(catalog.GetEnvironment(), replacementMode, imputeBySlot, InputOutputColumnPair.ConvertToValueTuples(columns));
}
