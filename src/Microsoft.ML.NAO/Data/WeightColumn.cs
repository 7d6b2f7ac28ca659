using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>A column with the weight of each row.</summary>
internal static class WeightColumn
{
    /// <summary>Finds the column.</summary>
    /// <returns>Null where no name is given.</returns>
    /// <exception cref="ArgumentException">It is missing or not a Single.</exception>
    public static DataViewSchema.Column? Resolve(DataViewSchema schema, string? name)
    {
        if (name is null)
        {
            return null;
        }

        var column = schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no column '{name}' with example weights. The columns are {ColumnNames.List(schema)}.");
        return column.Type == NumberDataViewType.Single ? column : throw new ArgumentException(
            $"The column '{name}' with example weights is of type {column.Type}; a Single was expected. Put Conversion.ConvertType(\"{name}\") before the search.");
    }

    /// <summary>Throws unless a value is a weight.</summary>
    /// <exception cref="ArgumentException">It is negative or not finite.</exception>
    public static float Check(float weight, string name, long position) => weight >= 0 && float.IsFinite(weight) ? weight : throw new ArgumentException(
        $"Row {position} has the weight {weight} in the column '{name}'; finite numbers of at least 0 were expected.");
}
