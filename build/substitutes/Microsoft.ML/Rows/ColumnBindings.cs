namespace Microsoft.ML.Data;

/// <summary>Where the columns of an input and those that a mapper adds stand in the output. One that hides another stands right after it.</summary>
internal sealed class ColumnBindings
{
    private readonly int[] _sources;

    public ColumnBindings(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        InputSchema = input;
        var sources = Enumerable.Range(0, input.Count).ToList();
        var names = input.Select(column => column.Name).ToList();
        for (int i = 0; i < added.Length; i++)
        {
            int hidden = names.LastIndexOf(added[i].Name);
            int place = hidden < 0 ? names.Count : hidden + 1;
            names.Insert(place, added[i].Name);
            sources.Insert(place, ~i);
        }

        _sources = [.. sources];
        Schema = SchemaExtensions.MakeSchema(_sources.Select(s => s >= 0 ? new DataViewSchema.DetachedColumn(input[s]) : added[~s]));
        AddedColumnIndices = new int[added.Length];
        for (int i = 0; i < _sources.Length; i++)
        {
            if (_sources[i] < 0)
                AddedColumnIndices[~_sources[i]] = i;
        }
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema Schema { get; }

    public int[] AddedColumnIndices { get; }

    /// <summary>The index in the input, or in the added columns.</summary>
    public int MapColumnIndex(out bool isInput, int column)
    {
        isInput = _sources[column] >= 0;
        return isInput ? _sources[column] : ~_sources[column];
    }

    /// <summary>The input columns that come through, of the active ones.</summary>
    public bool[] GetActiveInput(bool[] active)
    {
        var input = new bool[InputSchema.Count];
        for (int i = 0; i < _sources.Length; i++)
        {
            if (_sources[i] >= 0 && active[i])
                input[_sources[i]] = true;
        }

        return input;
    }

    public Func<int, bool> GetActiveAdded(bool[] active)
        => column => column >= 0 && column < AddedColumnIndices.Length && active[AddedColumnIndices[column]];
}
