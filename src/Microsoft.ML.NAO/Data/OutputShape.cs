using Microsoft.ML.Data;
using Microsoft.ML.NAO.Serving;

namespace Microsoft.ML.NAO.Data;

/// <summary>
/// The output columns of an estimator before it is fitted, as the fitted one gives them. A third party cannot create the columns of a
/// <see cref="SchemaShape"/>, so that stock estimators are asked that make such columns.
/// </summary>
internal static class OutputShape
{
    /// <summary>The input's columns and those that are added.</summary>
    /// <exception cref="ArgumentException">A column is missing, or of another type than networks read.</exception>
    public static SchemaShape Get(SchemaShape input, string labelColumnName, string featureColumnName)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = Find(input, "label", labelColumnName);
        var features = Find(input, "feature", featureColumnName);
        CheckLabel(label);
        CheckFeatures(features);
        var context = new MLContext();
        if (label.IsKey)
        {
            // As serving does: of the label's annotations the key has the key values alone. What is looked up does not matter.
            var table = LookupTable.Create(context, [0], new KeyDataViewType(typeof(uint), 1), column => KeyValues.CopyType(label, column));
            return context.Transforms.Conversion.MapValue(ServingHead.PredictedLabelColumn, table.Rows, table.Numbers, table.Keys, label.Name)
                .GetOutputSchema(ScoreShape.AddVector(context, input, ServingHead.ScoreColumn, label.Name));
        }

        return label.ItemType == BooleanDataViewType.Instance
            ? ScoreShape.AddBinary(context, input, label.Name)
            : ScoreShape.AddValue(context, input, label.Name);
    }

    private static void CheckLabel(SchemaShape.Column label)
    {
        bool key = label.IsKey && label.ItemType == NumberDataViewType.UInt32;
        bool known = key || (!label.IsKey && (label.ItemType == BooleanDataViewType.Instance || label.ItemType == NumberDataViewType.Single));
        if (!known || label.Kind != SchemaShape.Column.VectorKind.Scalar)
        {
            throw LabelColumn.Refuse(label.Name, Print(label), label.ItemType is NumberDataViewType && !label.IsKey);
        }
    }

    private static void CheckFeatures(SchemaShape.Column features)
    {
        bool vector = features.Kind == SchemaShape.Column.VectorKind.Vector && features.ItemType == NumberDataViewType.Single && !features.IsKey;
        bool text = features.Kind == SchemaShape.Column.VectorKind.Scalar && features.ItemType is TextDataViewType;
        if (!vector && !text)
        {
            throw FeatureColumn.Refuse(features.Name, Print(features), orText: true);
        }
    }

    private static string Print(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
        return column.Kind == SchemaShape.Column.VectorKind.Scalar ? item : $"{column.Kind}<{item}>";
    }

    private static SchemaShape.Column Find(SchemaShape input, string role, string name)
    {
        foreach (var column in input)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        throw new ArgumentException(
            $"There is no {role} column '{name}'. The columns are {ColumnNames.List(input)}.");
    }
}
