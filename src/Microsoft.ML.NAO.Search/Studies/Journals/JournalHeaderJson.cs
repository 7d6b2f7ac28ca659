using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>How a header is spelled.</summary>
internal static class JournalHeaderJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };
}
