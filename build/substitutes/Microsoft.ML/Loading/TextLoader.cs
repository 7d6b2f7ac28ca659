using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Makes views out of files of text.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    internal const char DefaultSeparator = '\t';
    internal const char DefaultEscapeChar = '"';

    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly IHost _host;

    internal TextLoader(IHostEnvironment env, Options options = null, IMultiStreamSource dataSample = null)
    {
        options ??= new Options();
        _host = env.Register("TextLoader");
        _format = new TextFormat(_host, options);
        IMultiStreamSource header = string.IsNullOrWhiteSpace(options.HeaderFile) ? null : new MultiFileSource(options.HeaderFile);
        dataSample ??= new MultiFileSource(null);

        // What a line is made of where nobody says: a label, and numbers.
        Column[] columns = options.Columns is { Length: > 0 }
            ? options.Columns
            : [new Column("Label", DataKind.Single, 0), new Column("Features", DataKind.Single, [new Range(1, null)])];
        _columns = TextColumnBinder.Bind(_host, _format, columns, header, dataSample);
    }

    public DataViewSchema GetOutputSchema() => TextColumn.SchemaOf(_columns);

    public IDataView Load(IMultiStreamSource source)
    {
        _host.CheckValue(source, nameof(source));
        return new TextDataView(_host, source, _format, _columns);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
        => throw new NotSupportedException("These substitute packages save models with their input schema, and not with a loader.");

    internal static TextLoader Create<TInput>(IHostEnvironment env, Options options, IMultiStreamSource dataSample)
    {
        options ??= new Options();
        MemberInfo[] members = MemberTypes.Of(typeof(TInput), SchemaDefinition.Direction.Read);
        env.CheckParam(members.Length > 0, nameof(TInput), $"Should define at least one public, readable field or property in {nameof(TInput)}.");
        options.Columns = [.. members.Select(member => ColumnOf(env, member))];
        return new TextLoader(env, options, dataSample);
    }

    private static Column ColumnOf(IHostEnvironment env, MemberInfo member)
    {
        string role = member is FieldInfo ? "Field" : "Property";
        LoadColumnAttribute source = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw env.Except($"{role} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        Type type = MemberTypes.TypeOf(member);
        Type item = type.IsArray ? type.GetElementType() : type;
        DataKind kind = Enum.GetValues<DataKind>().FirstOrDefault(k => ColumnTypeExtensions.PrimitiveTypeFromKind(k) == ColumnTypeExtensions.PrimitiveTypeOrNull(item));
        return new Column
        {
            Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            Source = source.Sources,
            KeyCount = member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount,
            DataKind = kind == 0 ? throw env.Except($"{role} {member.Name} is of unsupported type.") : kind,
        };
    }
}
