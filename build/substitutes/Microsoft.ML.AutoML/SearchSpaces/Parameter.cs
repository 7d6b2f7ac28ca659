using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace;

/// <summary>A point of a search space: a value, or values by name.</summary>
[JsonConverter(typeof(ParameterJsonConverter))]
public sealed class Parameter : IDictionary<string, Parameter>, IEquatable<Parameter>, IEqualityComparer<Parameter>
{
    private static readonly JsonSerializerOptions s_conversion = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private Parameter(object value, ParameterType type)
    {
        Value = value;
        ParameterType = type;
    }

    public ParameterType ParameterType { get; }

    /// <summary>The number of named values; 1 for a single value.</summary>
    public int Count => ParameterType == ParameterType.Object ? Named.Count : 1;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => Named.Keys;

    ICollection<Parameter> IDictionary<string, Parameter>.Values => Named.Values;

    internal object Value { get; }

    // A single value has no names, and asking for one fails as a null reference, as it does in the real package.
    private Dictionary<string, Parameter> Named => Value as Dictionary<string, Parameter>;

    public Parameter this[string key]
    {
        get => Named[key];
        set => Named[key] = value;
    }

    public static Parameter FromDouble(double value) => new(value, ParameterType.Number);

    public static Parameter FromFloat(float value) => new(value, ParameterType.Number);

    public static Parameter FromLong(long value) => new(value, ParameterType.Integer);

    public static Parameter FromInt(int value) => new(value, ParameterType.Integer);

    public static Parameter FromString(string value) => new(value, ParameterType.String);

    public static Parameter FromBool(bool value) => new(value, ParameterType.Bool);

    public static Parameter FromEnum<T>(T value)
        where T : struct, Enum
        => FromString(Enum.GetName(value));

    public static Parameter FromIEnumerable<T>(IEnumerable<T> values) => new(values, ParameterType.Array);

    /// <summary>Takes a value over, or the readable and writable properties of an object.</summary>
    public static Parameter FromObject<T>(T value)
        where T : class
        => ObjectParameters.From(value, typeof(T));

    public static Parameter CreateNestedParameter(params KeyValuePair<string, Parameter>[] parameters)
    {
        var named = new Dictionary<string, Parameter>();
        foreach (var (key, value) in parameters)
        {
            named[key] = value;
        }

        return new Parameter(named, ParameterType.Object);
    }

    /// <summary>The value itself if it has that type; otherwise what JSON makes of it.</summary>
    public T AsType<T>()
        => Value is T value ? value : JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(Value, s_conversion), s_conversion);

    public void Add(string key, Parameter value) => Named.Add(key, value);

    public void Add(KeyValuePair<string, Parameter> item) => Named.Add(item.Key, item.Value);

    public bool ContainsKey(string key) => Named.ContainsKey(key);

    public bool Contains(KeyValuePair<string, Parameter> item) => Named.Contains(item);

    public bool TryGetValue(string key, out Parameter value) => Named.TryGetValue(key, out value);

    public bool Remove(string key) => Named.Remove(key);

    public bool Remove(KeyValuePair<string, Parameter> item) => ((IDictionary<string, Parameter>)Named).Remove(item);

    public void Clear() => Named.Clear();

    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => ((IDictionary<string, Parameter>)Named).CopyTo(array, arrayIndex);

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() => Named.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Named.GetEnumerator();

    /// <summary>Parameters are equal when their JSON is.</summary>
    public bool Equals(Parameter other) => other is not null && (ReferenceEquals(this, other) || ToString() == other.ToString());

    public bool Equals(Parameter x, Parameter y) => x.GetHashCode() == y.GetHashCode();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public int GetHashCode(Parameter obj) => obj.GetHashCode();

    public override string ToString() => JsonSerializer.Serialize(this);

    internal static Parameter FromArray(IEnumerable values) => new(values, ParameterType.Array);
}
