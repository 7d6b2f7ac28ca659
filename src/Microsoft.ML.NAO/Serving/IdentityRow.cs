using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>
/// A row of the data that a linear trainer learns the identity from: one step on two such rows leaves its weight at exactly 1 and its bias at
/// 0, so that its model makes a scalar out of a vector of one, which no other stock transformer does.
/// </summary>
internal sealed class IdentityRow
{
    [VectorType(1)]
    public float[] Features { get; set; } = [];

    public float Value { get; set; }

    public bool Positive { get; set; }

    /// <summary>The two rows.</summary>
    /// <param name="context">The context.</param>
    /// <param name="featureColumnName">The name of the vectors' column.</param>
    public static IDataView CreateView(MLContext context, string featureColumnName)
    {
        var schema = SchemaDefinition.Create(typeof(IdentityRow));
        schema[nameof(Features)].ColumnName = featureColumnName;
        IdentityRow[] rows = [new() { Features = [1], Value = 1, Positive = true }, new() { Features = [0], Value = 0, Positive = false }];
        return context.Data.LoadFromEnumerable(rows, schema);
    }
}
