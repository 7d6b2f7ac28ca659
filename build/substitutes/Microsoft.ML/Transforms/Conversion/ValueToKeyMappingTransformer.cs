using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to keys; a value that is not in the vocabulary is a missing key.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private const string Kind = "ValueToKey";

    private readonly KeyVocabulary[] _vocabularies;
    private readonly bool _asText;

    internal ValueToKeyMappingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, KeyVocabulary[] vocabularies, bool asText)
        : base(env.Register("Term"), columns)
    {
        _vocabularies = vocabularies;
        _asText = asText;
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
        ctx.Writer.Write(_asText);
        foreach (KeyVocabulary vocabulary in _vocabularies)
            vocabulary.Save(ctx.Writer);
    }

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn)
    {
        DataViewType type = inputSchema[inputColumn].Type;
        if (!VocabularyBuilder.IsSupported(type))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "input", ColumnPairs[pair].InputColumnName, "standard type or a vector of standard type", type.ToString());
        }

        if (!type.GetItemType().Equals(_vocabularies[pair].ItemType))
        {
            throw Host.Except(
                $"Could not apply a map over type '{_vocabularies[pair].ItemType}' to column '{ColumnPairs[pair].OutputColumnName}' since it has type '{type.GetItemType()}'");
        }
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, Load);

    private static ValueToKeyMappingTransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        (string, string)[] columns = LoadColumns(ctx);
        bool asText = ctx.Reader.ReadBoolean();
        return new ValueToKeyMappingTransformer(env, columns, [.. columns.Select(_ => KeyVocabulary.Load(ctx.Reader))], asText);
    }

    private sealed class Mapper(ValueToKeyMappingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) =>
            {
                KeyVocabulary vocabulary = parent._vocabularies[i];
                var annotations = new DataViewSchema.Annotations.Builder();
                vocabulary.AddKeyValues(annotations, Input(i), parent._asText);
                annotations.Add(Input(i).Annotations, name => name == AnnotationUtils.Kinds.SlotNames);
                DataViewType type = Input(i).Type is VectorDataViewType vector
                    ? new VectorDataViewType(vocabulary.OutputType, vector.Dimensions)
                    : vocabulary.OutputType;
                return new DataViewSchema.DetachedColumn(pair.OutputColumnName, type, annotations.ToAnnotations());
            })];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return parent._vocabularies[output].MakeGetter(input, Input(output), parent.ColumnPairs[output].OutputColumnName);
        }
    }
}
