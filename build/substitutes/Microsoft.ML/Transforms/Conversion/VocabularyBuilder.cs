using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns vocabularies in one pass over the data.</summary>
internal static class VocabularyBuilder
{
    public static bool IsSupported(DataViewType itemType) => TypeCodec.CanWrite(itemType);

    public static KeyVocabulary[] Build(
        IHost host, IDataView data, (string Output, string Input)[] columns, KeyVocabularyOptions options, IDataView keyData)
    {
        using IChannel channel = host.Start("Training");
        DataViewSchema.Column[] inputs = [.. columns.Select(pair => Input(host, data.Schema, pair.Input))];
        if (keyData != null)
        {
            KeyVocabulary shared = FromKeyData(host, channel, keyData, inputs[0], options);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (!shared.ItemType.Equals(inputs[i].Type.GetItemType()))
                {
                    throw host.ExceptParam(
                        nameof(keyData),
                        $"Terms from input data type '{shared.ItemType}' but mismatches column '{columns[i].Output}' item type '{inputs[i].Type.GetItemType()}'");
                }
            }

            return [.. inputs.Select(_ => shared)];
        }

        host.CheckUserArg(options.MaximumNumberOfKeys > 0, "MaxNumTerms", "Must be positive");
        KeyVocabulary[] vocabularies = [.. inputs.Select(input => KeyVocabulary.Create((PrimitiveDataViewType)input.Type.GetItemType()))];
        using (DataViewRowCursor cursor = data.GetRowCursor(inputs))
            Collect(host, cursor, [.. vocabularies.Select((v, i) => v.MakeCollector(cursor, inputs[i], options.MaximumNumberOfKeys))]);
        for (int i = 0; i < columns.Length; i++)
        {
            if (vocabularies[i].Count == 0)
                channel.Warning(MessageSensitivity.Schema, "Term map for output column '{0}' contains no entries.", columns[i].Output);
            if (options.Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                vocabularies[i].Sort();
        }

        return vocabularies;
    }

    private static DataViewSchema.Column Input(IHost host, DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch("inputSchema", "input", name);
        if (!IsSupported(column.Type))
            throw host.ExceptSchemaMismatch("inputSchema", "input", name, "standard type or a vector of standard type", column.Type.ToString());
        return column;
    }

    private static KeyVocabulary FromKeyData(IHost host, IChannel channel, IDataView keyData, DataViewSchema.Column input, KeyVocabularyOptions options)
    {
        DataViewSchema.Column column = keyData.Schema[0];
        DataViewType itemType = input.Type.GetItemType();
        if (!column.Type.Equals(itemType))
            throw host.ExceptUserArg(nameof(keyData), $"Input data's column must be of type '{itemType}' but was '{column.Type}'");
        KeyVocabulary vocabulary = KeyVocabulary.Create((PrimitiveDataViewType)itemType);
        using (DataViewRowCursor cursor = keyData.GetRowCursor(column))
            Collect(host, cursor, [vocabulary.MakeCollector(cursor, column, int.MaxValue)]);
        if (vocabulary.Count == 0)
            channel.Warning(MessageSensitivity.None, "Map from the term data resulted in an empty map.");
        if (options.Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            vocabulary.Sort();
        return vocabulary;
    }

    private static void Collect(IHost host, DataViewRowCursor cursor, Func<bool>[] collectors)
    {
        var hungry = collectors.ToList();
        while (hungry.Count > 0 && cursor.MoveNext())
        {
            host.CheckAlive();
            hungry.RemoveAll(collect => !collect());
        }
    }
}
