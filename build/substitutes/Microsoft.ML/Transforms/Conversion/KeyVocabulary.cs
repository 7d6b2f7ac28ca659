using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The values behind keys, in the keys' order.</summary>
internal abstract class KeyVocabulary
{
    protected KeyVocabulary(PrimitiveDataViewType itemType) => ItemType = itemType;

    public PrimitiveDataViewType ItemType { get; }

    public abstract int Count { get; }

    // A key type has at least one key: where there is no value at all, the one key never comes up.
    public KeyDataViewType OutputType => new(typeof(uint), Math.Max(1, Count));

    public static KeyVocabulary Create(PrimitiveDataViewType itemType) => Generic.Invoke(Create<int>, itemType.RawType, itemType);

    public static KeyVocabulary Load(BinaryReader reader)
    {
        var itemType = TypeCodec.Read(reader) as PrimitiveDataViewType ?? throw Contracts.ExceptDecode("Corrupt model file: keys of vectors");
        KeyVocabulary vocabulary = Create(itemType);
        vocabulary.Read(reader);
        return vocabulary;
    }

    public void Save(BinaryWriter writer)
    {
        TypeCodec.Write(writer, ItemType);
        Write(writer);
    }

    /// <summary>What takes a row's values in; it says whether there is room for more.</summary>
    public abstract Func<bool> MakeCollector(DataViewRow row, DataViewSchema.Column column, int maximum);

    public abstract void Sort();

    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column, string outputName);

    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText);

    protected abstract void Write(BinaryWriter writer);

    protected abstract void Read(BinaryReader reader);

    private static KeyVocabulary Create<T>(PrimitiveDataViewType itemType) => new KeyVocabulary<T>(itemType);
}
