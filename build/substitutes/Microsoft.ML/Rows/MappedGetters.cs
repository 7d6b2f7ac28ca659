namespace Microsoft.ML.Data;

/// <summary>The getters of a mapped row or cursor: those of the input, and those that the mapper made.</summary>
internal sealed class MappedGetters : IDisposable
{
    private readonly ColumnBindings _bindings;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Delegate[] _added;
    private Action _disposer;

    public MappedGetters(ColumnBindings bindings, IRowMapper mapper, DataViewRow input, bool[] active)
    {
        _bindings = bindings;
        _input = input;
        _active = active;
        _added = mapper.CreateGetters(input, bindings.GetActiveAdded(active), out _disposer);
    }

    public bool IsActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
    {
        Contracts.CheckParam(column.Index < _bindings.Schema.Count, nameof(column));
        int index = _bindings.MapColumnIndex(out bool isInput, column.Index);
        if (isInput)
            return _input.GetGetter<TValue>(_input.Schema[index]);
        Delegate getter = _added[index] ?? throw RowErrors.NotActive(column);
        return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(getter);
    }

    public void Dispose()
    {
        _disposer?.Invoke();
        _disposer = null;
    }
}
