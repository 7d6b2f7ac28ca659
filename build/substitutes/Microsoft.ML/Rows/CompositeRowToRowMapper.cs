namespace Microsoft.ML.Data;

/// <summary>Mappers one after the other.</summary>
internal sealed class CompositeRowToRowMapper : IRowToRowMapper, IDisposable
{
    private readonly IRowToRowMapper[] _mappers;

    public CompositeRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers)
    {
        _mappers = mappers;
        InputSchema = inputSchema;
        OutputSchema = mappers.Length > 0 ? mappers[^1].OutputSchema : inputSchema;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => _mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        Contracts.CheckParam(input.Schema == InputSchema, nameof(input), "Schema did not match original schema");
        bool[] active = OutputSchema.ActiveColumns(activeColumns);
        if (_mappers.Length == 0)
        {
            foreach (DataViewSchema.Column column in input.Schema)
            {
                if (active[column.Index] && !input.IsColumnActive(column))
                    throw Contracts.ExceptParam(nameof(input), $"Mapper required column '{column.Name}' active but it was not.");
            }

            return input;
        }

        var needed = new IEnumerable<DataViewSchema.Column>[_mappers.Length];
        needed[^1] = OutputSchema.Where(column => active[column.Index]);
        for (int i = _mappers.Length - 1; i >= 1; i--)
            needed[i - 1] = _mappers[i].GetDependencies(needed[i]);
        DataViewRow row = input;
        for (int i = 0; i < _mappers.Length; i++)
            row = _mappers[i].GetRow(row, needed[i]);
        return row;
    }

    public void Dispose()
    {
        foreach (IRowToRowMapper mapper in _mappers)
            (mapper as IDisposable)?.Dispose();
    }
}
