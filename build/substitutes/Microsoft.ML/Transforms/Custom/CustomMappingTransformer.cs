using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Adds columns that the user's own code makes of each row, once for each row.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly IHost _host;
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string _contractName;

    internal CustomMappingTransformer(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
    {
        _host = env.Register("CustomMappingTransformer");
        _host.CheckValue(mapAction, nameof(mapAction));
        _mapAction = mapAction;
        _contractName = contractName;
        InputSchemaDefinition = inputSchemaDefinition;
        AddedColumns = TypedColumn.Create(typeof(TDst), outputSchemaDefinition, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal SchemaDefinition InputSchemaDefinition { get; }

    internal TypedColumn[] AddedColumns { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return new ColumnBindings(inputSchema, new Mapper(this, inputSchema).GetOutputColumns()).Schema;
    }

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new RowToRowMapperView(input, new Mapper(this, input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowToRowMapperView(new EmptyDataView(inputSchema), new Mapper(this, inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (_contractName == null)
            throw _host.Except("Empty contract name for a transform: the transform cannot be saved");
        CustomMappingKind.Save(ctx, _contractName, _mapAction);
    }

    private sealed class Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema inputSchema) : IRowMapper
    {
        private readonly ObjectWriter<TSrc> _writer = new(parent._host, inputSchema, false, parent.InputSchemaDefinition);

        public DataViewSchema.DetachedColumn[] GetOutputColumns()
            => [.. TypedColumn.SchemaOf(parent.AddedColumns).Select(column => new DataViewSchema.DetachedColumn(column))];

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            if (!Enumerable.Range(0, parent.AddedColumns.Length).Any(activeOutput))
                return _ => false;
            HashSet<int> needed = [.. _writer.Dependencies.Select(column => column.Index)];
            return needed.Contains;
        }

        public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            var getters = new Delegate[parent.AddedColumns.Length];
            if (!Enumerable.Range(0, getters.Length).Any(activeOutput))
                return getters;

            var source = new TSrc();
            var target = new TDst();
            var row = new ObjectRow<TDst>(parent.AddedColumns);
            Action<TSrc> fill = _writer.Bind(input);
            long served = -1;
            void Refresh()
            {
                if (served == input.Position)
                    return;
                fill(source);
                parent._mapAction(source, target);
                row.SetCurrent(target);
                served = input.Position;
            }

            for (int i = 0; i < getters.Length; i++)
            {
                if (activeOutput(i))
                    getters[i] = Generic.Invoke(MakeGetter<int>, row.Schema[i].Type.RawType, row, row.Schema[i], (Action)Refresh);
            }

            return getters;
        }

        private static Delegate MakeGetter<T>(ObjectRow<TDst> row, DataViewSchema.Column column, Action refresh)
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            return (ValueGetter<T>)((ref T destination) =>
            {
                refresh();
                getter(ref destination);
            });
        }
    }
}
