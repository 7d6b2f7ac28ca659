using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns in the order in which they are listed, or drops them.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    private const string Kind = "SelectColumns";

    private readonly IHost _host;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(IHostEnvironment env, string[] keepColumns, string[] dropColumns, bool keepHidden = false)
    {
        _host = env.Register(nameof(ColumnSelectingTransformer));
        bool keeps = keepColumns is { Length: > 0 };
        bool drops = dropColumns is { Length: > 0 };
        _host.Check(!(keeps && drops), "Both keepColumns and dropColumns are set. Exactly one can be specified.");
        _host.Check(keeps || drops, "Neither keepColumns and dropColumns is set. Exactly one must be specified.");
        Keep = keeps;
        Columns = keeps ? keepColumns : dropColumns;
        _keepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal string[] Columns { get; }

    internal bool Keep { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return Bind(new EmptyDataView(inputSchema), nameof(inputSchema)).Schema;
    }

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return Bind(input, nameof(input));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return Bind(new EmptyDataView(inputSchema), nameof(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(Keep);
        ctx.Writer.Write(_keepHidden);
        ctx.Writer.Write(Columns.Length);
        foreach (string column in Columns)
            ctx.Writer.Write(column);
    }

    internal static IDataView CreateDrop(IHostEnvironment env, IDataView input, params string[] columns)
        => new ColumnSelectingTransformer(env, null, columns).Transform(input);

    internal void CheckNames(HashSet<string> present, string paramName)
    {
        string[] missing = [.. Columns.Where(name => !present.Contains(name))];
        if (missing.Length > 0)
            throw _host.ExceptSchemaMismatch(paramName, "input", string.Join(",", missing));
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, Load);

    private static ColumnSelectingTransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        bool keep = ctx.Reader.ReadBoolean();
        bool keepHidden = ctx.Reader.ReadBoolean();
        var columns = new string[ctx.Reader.ReadCount()];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = ctx.Reader.ReadString();
        return new ColumnSelectingTransformer(env, keep ? columns : null, keep ? null : columns, keepHidden);
    }

    private SelectedColumnsView Bind(IDataView input, string paramName)
    {
        CheckNames([.. input.Schema.Select(column => column.Name)], paramName);
        IEnumerable<DataViewSchema.Column> selected = Keep
            ? Columns.SelectMany(name => input.Schema.Where(column => column.Name == name && (_keepHidden || !column.IsHidden)))
            : input.Schema.Where(column => !Columns.Contains(column.Name));
        return new SelectedColumnsView(input, [.. selected.Select(column => column.Index)]);
    }
}
