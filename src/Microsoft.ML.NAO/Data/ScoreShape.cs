using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>Columns of scores in a <see cref="SchemaShape"/>, with the annotations that they have: stock trainers and transforms are asked for them.</summary>
internal static class ScoreShape
{
    private const string Vector = "Microsoft.ML.NAO.Vector";

    /// <summary>Adds a vector of Single with slot names.</summary>
    /// <param name="context">The context.</param>
    /// <param name="input">The columns.</param>
    /// <param name="name">The new column's name.</param>
    /// <param name="source">A scalar column that can be converted to a Single.</param>
    public static SchemaShape AddVector(MLContext context, SchemaShape input, string name, string source)
    {
        string number = name + ".number";
        return context.Transforms.Conversion.ConvertType(number, source, DataKind.Single)
            .Append(context.Transforms.Concatenate(name, number))
            .Append(context.Transforms.DropColumns(number))
            .GetOutputSchema(input);
    }

    /// <summary>Adds the columns of a binary classifier.</summary>
    public static SchemaShape AddBinary(MLContext context, SchemaShape input, string label) => Drop(
        context, context.BinaryClassification.Trainers.LbfgsLogisticRegression(label, Vector).GetOutputSchema(AddVector(context, input, Vector, label)));

    /// <summary>Adds the score of a regression.</summary>
    /// <param name="context">The context.</param>
    /// <param name="input">The columns.</param>
    /// <param name="label">A column of Single.</param>
    public static SchemaShape AddValue(MLContext context, SchemaShape input, string label) => Drop(
        context, context.Regression.Trainers.OnlineGradientDescent(label, Vector).GetOutputSchema(AddVector(context, input, Vector, label)));

    // Trainers want features, and any vector would do.
    private static SchemaShape Drop(MLContext context, SchemaShape shape) => context.Transforms.DropColumns(Vector).GetOutputSchema(shape);
}
