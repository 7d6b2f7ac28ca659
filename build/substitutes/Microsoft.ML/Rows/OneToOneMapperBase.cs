namespace Microsoft.ML.Data;

/// <summary>Binds pairs of columns to a schema.</summary>
internal abstract class OneToOneMapperBase : RowMapperBase
{
    protected OneToOneMapperBase(OneToOneTransformerBase parent, DataViewSchema inputSchema)
        : base(inputSchema)
    {
        InputIndices = new int[parent.ColumnPairs.Length];
        for (int i = 0; i < InputIndices.Length; i++)
        {
            string name = parent.ColumnPairs[i].InputColumnName;
            if (!inputSchema.TryGetColumnIndex(name, out InputIndices[i]))
                throw parent.Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
            parent.CheckInputColumn(inputSchema, i, InputIndices[i]);
        }
    }

    /// <summary>The input's index of each pair.</summary>
    protected int[] InputIndices { get; }

    public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        var active = new bool[InputSchema.Count];
        for (int i = 0; i < InputIndices.Length; i++)
            active[InputIndices[i]] |= activeOutput(i);
        return column => active[column];
    }

    protected DataViewSchema.Column Input(int pair) => InputSchema[InputIndices[pair]];
}
