using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Binds a model's inputs to columns, and adds its outputs. All outputs of a row come from one run.</summary>
internal sealed class OnnxRowMapper : IRowMapper
{
    private const string OutputSuffix = ".output";

    private readonly OnnxTransformer _parent;
    private readonly DataViewSchema _schema;
    private readonly int[] _columns;
    private readonly int[][] _shapes;
    private readonly DataViewSchema.DetachedColumn[] _outputColumns;

    public OnnxRowMapper(OnnxTransformer parent, IHost host, DataViewSchema schema)
    {
        _parent = parent;
        _schema = schema;
        _columns = new int[parent.Inputs.Length];
        _shapes = new int[parent.Inputs.Length][];
        for (var i = 0; i < _columns.Length; i++)
        {
            var input = parent.Model.GetInput(parent.Inputs[i]);
            _shapes[i] = input.RowShape();
            _columns[i] = Bind(host, schema, input, _shapes[i]);
        }

        _outputColumns = [.. parent.Outputs.Select((name, i) => OutputColumn(name, parent.OutputTypes[i]))];
    }

    public DataViewSchema.DetachedColumn[] GetOutputColumns() => _outputColumns;

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        var isActive = Enumerable.Range(0, _parent.Outputs.Length).Any(activeOutput);
        return column => isActive && Array.IndexOf(_columns, column) >= 0;
    }

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        int[] active = [.. Enumerable.Range(0, _parent.Outputs.Length).Where(activeOutput)];
        var getters = new Delegate[_parent.Outputs.Length];
        disposer = null;
        if (active.Length == 0)
        {
            return getters;
        }

        var sources = new OnnxInput[_columns.Length];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = OnnxInput.Create(input, _schema[_columns[i]], _shapes[i]);
        }

        var run = new OnnxRun(_parent.Model.Session, input, sources, _parent.Inputs, [.. active.Select(i => _parent.Outputs[i])]);
        for (var i = 0; i < active.Length; i++)
        {
            getters[active[i]] = OnnxOutput.CreateGetter(run, i, _parent.Outputs[active[i]], _parent.OutputTypes[active[i]]);
        }

        disposer = run.Dispose;
        return getters;
    }

    private static int Bind(IHost host, DataViewSchema schema, OnnxVariable input, int[] shape)
    {
        OnnxVariable.CheckOpenDimensions(input.Name, shape);
        if (schema.GetColumnOrNull(input.Name) is not { } column)
        {
            throw host.ExceptSchemaMismatch("inputSchema", "input", input.Name);
        }

        // A key's number may stand in for a plain one.
        var (actual, expected) = (column.Type.GetItemType(), input.ColumnType.GetItemType());
        if (!actual.Equals(expected) && !(actual is KeyDataViewType && actual.RawType == expected.RawType))
        {
            throw host.ExceptSchemaMismatch("inputSchema", "input", input.Name, expected.ToString(), column.Type.ToString());
        }

        var count = shape.Aggregate(1, (product, dimension) => product * dimension);
        var length = column.Type.GetValueCount();
        return count == 0 || length % count == 0 ? column.Index : throw Contracts.Except(
            $"Input shape mismatch: Input '{input.Name}' has shape {string.Join(",", shape)}, but input data is of length {length}.");
    }

    private DataViewSchema.DetachedColumn OutputColumn(string output, DataViewType type)
    {
        var name = output.EndsWith(OutputSuffix, StringComparison.Ordinal) ? output.Replace(OutputSuffix, string.Empty, StringComparison.Ordinal) : output;
        var annotations = new DataViewSchema.Annotations.Builder();
        if (_parent.Model.File.Keys.TryGetValue($"mlnet.{name}.SlotNames", out var slots))
        {
            annotations.AddSlotNames(slots);
        }

        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }
}
