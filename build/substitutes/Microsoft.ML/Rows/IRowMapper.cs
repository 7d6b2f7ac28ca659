namespace Microsoft.ML.Data;

/// <summary>What a row-to-row transformer adds to a schema, and how it makes the values. Indices of outputs are those of <see cref="GetOutputColumns"/>.</summary>
internal interface IRowMapper
{
    DataViewSchema.DetachedColumn[] GetOutputColumns();

    /// <summary>Which input columns the active outputs need.</summary>
    Func<int, bool> GetDependencies(Func<int, bool> activeOutput);

    /// <summary>One getter for each active output, null for the others. State that rows share belongs to one call, so that cursors do not disturb each other.</summary>
    Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer);
}
