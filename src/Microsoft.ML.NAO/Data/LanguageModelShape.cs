using Microsoft.ML.Data;
using Microsoft.ML.NAO.Serving;

namespace Microsoft.ML.NAO.Data;

/// <summary>
/// The output columns of a language model before it is fitted. A third party cannot create the columns of a <see cref="SchemaShape"/>, so that
/// stock estimators are asked that make columns of the same types.
/// </summary>
internal static class LanguageModelShape
{
    /// <summary>The input's columns and those that are added.</summary>
    /// <exception cref="ArgumentException">The column is missing, or one is in the way.</exception>
    public static SchemaShape Get(SchemaShape input, string textColumnName)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(input.Select(column => column.Name));
        SchemaShape.Column text = input.FirstOrDefault(column => column.Name == textColumnName) is { Name: not null } found ? found : throw new ArgumentException(
            $"There is no text column '{textColumnName}'. The columns are {ColumnNames.List(input)}.");
        if (text.ItemType is not TextDataViewType || text.Kind != SchemaShape.Column.VectorKind.Scalar)
        {
            throw new ArgumentException($"The text column '{textColumnName}' is of type {text.ItemType}; a text was expected.");
        }

        var context = new MLContext();
        SchemaShape number = context.Transforms.Conversion.ConvertType(LanguageModelHead.PerplexityOutput, textColumnName, DataKind.Single).GetOutputSchema(input);
        SchemaShape perplexity = context.Transforms.CopyColumns(LanguageModelHead.PerplexityColumn, ServingHead.ScoreColumn)
            .Append(context.Transforms.DropColumns(ServingHead.ScoreColumn, LanguageModelHead.PerplexityOutput))
            .GetOutputSchema(ScoreShape.AddValue(context, number, LanguageModelHead.PerplexityOutput));
        return ScoreShape.AddVector(context, perplexity, LanguageModelHead.NextTokenScoresColumn, textColumnName);
    }

    /// <summary>Throws if a column is in the way of one that serving needs on its way to its own.</summary>
    /// <exception cref="ArgumentException">There is such a column.</exception>
    public static void Check(IEnumerable<string> columns)
    {
        if (columns.Contains(ServingHead.ScoreColumn))
        {
            throw new ArgumentException(
                $"There is a column '{ServingHead.ScoreColumn}', which would be lost: a language model needs a column of this name on the way to '{LanguageModelHead.PerplexityColumn}'. Give it another name with Transforms.CopyColumns and Transforms.DropColumns before.");
        }
    }
}
