using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>Checks that the rows are of more than one class.</summary>
internal static class ClassCheck
{
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void Run(ClassTargets targets, string labelColumnName)
    {
        int first = targets.Labels[0];
        if (!targets.Labels.ContainsAnyExcept(first))
        {
            throw new ArgumentException(
                $"All {targets.Count} rows are of the class '{targets.ClassNames[first]}' in the column '{labelColumnName}'; at least two classes were expected.");
        }
    }
}
