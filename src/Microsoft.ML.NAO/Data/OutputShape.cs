namespace Microsoft.ML.NAO.Data;

/// <summary>
/// The output columns of an estimator before it is fitted. A third party cannot create the columns of a <see cref="SchemaShape"/>, so
/// that a stock trainer of the same task is asked; it also checks the input columns as ML.NET's users know it.
/// </summary>
internal static class OutputShape
{
    public static SchemaShape Multiclass(SchemaShape input, string labelColumnName, string featureColumnName)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckColumn(input, "label", labelColumnName);
        CheckColumn(input, "feature", featureColumnName);
        return new MLContext().MulticlassClassification.Trainers.LbfgsMaximumEntropy(labelColumnName, featureColumnName).GetOutputSchema(input);
    }

    private static void CheckColumn(SchemaShape input, string role, string name)
    {
        if (!input.Any(column => column.Name == name))
        {
            throw new ArgumentException($"There is no {role} column '{name}'. The columns are {string.Join(", ", input.Select(c => $"'{c.Name}'"))}.");
        }
    }
}
