using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>A few figures by name, whose names many trials share: a dictionary of its own for each would take most of a journal's memory.</summary>
internal sealed class SharedMeasures(string[] names, double[] values) : IReadOnlyDictionary<string, double>
{
    public IEnumerable<string> Keys => names;

    public IEnumerable<double> Values => values;

    public int Count => names.Length;

    public double this[string key] => TryGetValue(key, out double value) ? value : throw new KeyNotFoundException($"There is no measure '{key}'.");

    public bool ContainsKey(string key) => Array.IndexOf(names, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        int position = Array.IndexOf(names, key);
        value = position < 0 ? 0 : values[position];
        return position >= 0;
    }

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        for (int position = 0; position < names.Length; position++)
        {
            yield return new KeyValuePair<string, double>(names[position], values[position]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
