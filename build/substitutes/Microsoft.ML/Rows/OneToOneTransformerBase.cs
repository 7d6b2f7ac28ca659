using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that makes one output column out of one input column, for any number of pairs.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    internal OneToOneTransformerBase(IHost host, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(host)
    {
        host.CheckValue(columns, nameof(columns));
        var names = new HashSet<string>();
        foreach ((string output, string input) in columns)
        {
            host.CheckNonEmpty(input, nameof(columns));
            host.CheckNonEmpty(output, nameof(columns));
            if (!names.Add(output))
                throw Contracts.ExceptParam(nameof(columns), $"Name of the result column '{output}' specified multiple times");
        }

        ColumnPairs = columns;
    }

    internal (string OutputColumnName, string InputColumnName)[] ColumnPairs { get; }

    internal static (string OutputColumnName, string InputColumnName)[] LoadColumns(ModelLoadContext ctx)
    {
        var columns = new (string, string)[ctx.Reader.ReadCount()];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = (ctx.Reader.ReadString(), ctx.Reader.ReadString());
        return columns;
    }

    internal void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach ((string output, string input) in ColumnPairs)
        {
            ctx.Writer.Write(output);
            ctx.Writer.Write(input);
        }
    }

    /// <summary>Refuses an input column that does not fit the pair.</summary>
    internal virtual void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn)
    {
    }
}
