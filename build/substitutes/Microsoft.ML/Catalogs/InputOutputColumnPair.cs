namespace Microsoft.ML;

/// <summary>An input column and the column that is made of it.</summary>
public sealed class InputOutputColumnPair
{
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        Contracts.CheckNonEmpty(null, outputColumnName, nameof(outputColumnName));
        InputColumnName = inputColumnName ?? outputColumnName;
        OutputColumnName = outputColumnName;
    }

    public string InputColumnName { get; }

    public string OutputColumnName { get; }

    internal static (string OutputColumnName, string InputColumnName)[] ConvertToValueTuples(InputOutputColumnPair[] columns)
        => [.. columns.Select(column => (column.OutputColumnName, column.InputColumnName))];
}
