namespace Microsoft.ML.Data;

/// <summary>Finds the columns that an evaluation reads, with the real package's errors where one is missing or of another type.</summary>
internal static class ScoredColumns
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name)
        => schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException(nameof(schema), $"{name} column '{role}' not found");

    public static ArgumentOutOfRangeException Mismatch(string role, DataViewSchema.Column column, string expected)
        => new("schema", $"Schema mismatch for {role} column '{column.Name}': expected {expected}, got {column.Type}");

    /// <summary>Whether a vector holds a NaN or an infinity.</summary>
    public static bool ContainsAnyNonFinite(this Span<float> values) => ((ReadOnlySpan<float>)values).ContainsAnyNonFinite();

    /// <inheritdoc cref="ContainsAnyNonFinite(Span{float})"/>
    public static bool ContainsAnyNonFinite(this ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return true;
        }

        return false;
    }
}
