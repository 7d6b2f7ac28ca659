namespace Microsoft.ML.Data;

/// <summary>A mapper that makes its getters one by one.</summary>
internal abstract class RowMapperBase : IRowMapper
{
    private DataViewSchema.DetachedColumn[] _outputColumns;

    protected RowMapperBase(DataViewSchema inputSchema) => InputSchema = inputSchema;

    protected DataViewSchema InputSchema { get; }

    public DataViewSchema.DetachedColumn[] GetOutputColumns() => _outputColumns ??= GetOutputColumnsCore();

    public abstract Func<int, bool> GetDependencies(Func<int, bool> activeOutput);

    public virtual Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        var getters = new Delegate[GetOutputColumns().Length];
        disposer = null;
        for (int i = 0; i < getters.Length; i++)
        {
            if (!activeOutput(i))
                continue;
            getters[i] = MakeGetter(input, i, activeOutput, out Action dispose);
            disposer += dispose;
        }

        return getters;
    }

    protected abstract DataViewSchema.DetachedColumn[] GetOutputColumnsCore();

    /// <summary>The getter of one output, and what ends with the cursor, if anything.</summary>
    protected abstract Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer);
}
