using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to other values by a table of pairs.</summary>
public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(
        IHostEnvironment env,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env, lookupMap, keyColumn, valueColumn, columns)
    {
    }
}
