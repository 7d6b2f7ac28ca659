using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace;

/// <summary>A parameter's JSON is that of its value.</summary>
internal sealed class ParameterJsonConverter : JsonConverter<Parameter>
{
    public override Parameter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType switch
        {
            JsonTokenType.StartObject => Parameter.CreateNestedParameter([.. JsonSerializer.Deserialize<Dictionary<string, Parameter>>(ref reader, options)]),
            JsonTokenType.StartArray => Parameter.FromArray(ReadItems(ref reader, options)),
            JsonTokenType.String => Parameter.FromString(reader.GetString()),
            JsonTokenType.Number => reader.TryGetInt64(out var integer) ? Parameter.FromLong(integer) : Parameter.FromDouble(reader.GetDouble()),
            JsonTokenType.True => Parameter.FromBool(true),
            JsonTokenType.False => Parameter.FromBool(false),
            JsonTokenType.Null => null,
            _ => throw new ArgumentException($"Unsupported reader type {reader.TokenType}"),
        };

    public override void Write(Utf8JsonWriter writer, Parameter value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.Value, options);

    private List<object> ReadItems(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var items = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, typeof(Parameter), options));
        }

        return items;
    }
}
