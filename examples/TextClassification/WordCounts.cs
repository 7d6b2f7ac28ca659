using Microsoft.ML;
using Microsoft.ML.Data;

namespace TextClassification;

/// <summary>How often each word occurs in a message: all that a model knows of it that has no notion of the words' order.</summary>
internal sealed class WordCounts
{
    public float[] Features { get; set; } = [];

    /// <summary>Creates the transform that counts the words of messages.</summary>
    /// <param name="context">The context.</param>
    /// <param name="known">The messages whose words are counted.</param>
    public static IEstimator<ITransformer> Create(MLContext context, IEnumerable<Message> known)
    {
        string[] words = [.. known.SelectMany(Split).Distinct()];
        Dictionary<string, int> places = words.Index().ToDictionary(word => word.Item, word => word.Index);
        var schema = SchemaDefinition.Create(typeof(WordCounts));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, words.Length);
        return context.Transforms.CustomMapping<Message, WordCounts>(Count, contractName: null, outputSchemaDefinition: schema);

        void Count(Message message, WordCounts counts)
        {
            counts.Features = new float[words.Length];
            foreach (string word in Split(message))
            {
                if (places.TryGetValue(word, out int place))
                {
                    counts.Features[place]++;
                }
            }
        }
    }

    private static string[] Split(Message message) =>
        message.Text.ToLowerInvariant().Split([' ', '.', ',', ';', ':', '!', '?'], StringSplitOptions.RemoveEmptyEntries);
}
