using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>
/// The output columns of an estimator before it is fitted. A third party cannot create the columns of a <see cref="SchemaShape"/>, so
/// that a stock trainer of the same task is asked; it also checks the input columns as ML.NET's users know it.
/// </summary>
internal static class OutputShape
{
    /// <summary>The input's columns and those that are added.</summary>
    /// <exception cref="ArgumentException">A column is missing.</exception>
    public static SchemaShape Get(SchemaShape input, string labelColumnName, string featureColumnName)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = Find(input, "label", labelColumnName);
        var features = Find(input, "feature", featureColumnName);
        var context = new MLContext();
        if (features.ItemType is not TextDataViewType || features.Kind != SchemaShape.Column.VectorKind.Scalar)
        {
            return AskTrainer(context, input, label, featureColumnName);
        }

        // Trainers take vectors: in the place of a text stands a vector that is made of it, and is taken away again.
        string vector = featureColumnName + ".vector";
        SchemaShape stand = context.Transforms.Conversion.ConvertType(vector, featureColumnName, DataKind.Single)
            .Append(context.Transforms.Concatenate(vector, vector))
            .GetOutputSchema(input);
        return context.Transforms.DropColumns(vector).GetOutputSchema(AskTrainer(context, stand, label, vector));
    }

    private static SchemaShape AskTrainer(MLContext context, SchemaShape input, SchemaShape.Column label, string featureColumnName)
    {
        if (!label.IsKey && label.ItemType == BooleanDataViewType.Instance)
        {
            return context.BinaryClassification.Trainers.LbfgsLogisticRegression(label.Name, featureColumnName).GetOutputSchema(input);
        }

        return !label.IsKey && label.ItemType == NumberDataViewType.Single
            ? context.Regression.Trainers.OnlineGradientDescent(label.Name, featureColumnName).GetOutputSchema(input)
            : context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(label.Name, featureColumnName).GetOutputSchema(input);
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
