using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Networks;

/// <summary>How the states of trainings and searches, and descriptions of what they are of, are written as JSON.</summary>
internal static class StateJson
{
    /// <summary>A figure in them may be no number, or infinite.</summary>
    public static JsonSerializerOptions Format { get; } = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
