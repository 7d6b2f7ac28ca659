using System.Collections;

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>An option that holds others. The search space that experiments take is <see cref="ML.SearchSpace.SearchSpace" />.</summary>
public sealed class SearchSpace : OptionBase, IDictionary<string, OptionBase>
{
    private readonly Dictionary<string, OptionBase> _options = [];

    public override double[] Default => OptionSet.Default(_options);

    public override int FeatureSpaceDim => OptionSet.Dimensions(_options);

    public override int?[] Step => OptionSet.Step(_options);

    public ICollection<string> Keys => _options.Keys;

    public ICollection<OptionBase> Values => _options.Values;

    public int Count => _options.Count;

    public bool IsReadOnly => false;

    private ICollection<KeyValuePair<string, OptionBase>> Items => _options;

    public OptionBase this[string key]
    {
        get => _options[key];
        set => _options[key] = value;
    }

    public override double[] MappingToFeatureSpace(Parameter parameter) => OptionSet.Map(_options, parameter);

    public override Parameter SampleFromFeatureSpace(double[] values) => OptionSet.Sample(_options, values);

    public void Add(string key, OptionBase value) => _options.Add(key, value);

    public void Add(KeyValuePair<string, OptionBase> item) => Items.Add(item);

    public bool ContainsKey(string key) => _options.ContainsKey(key);

    public bool Contains(KeyValuePair<string, OptionBase> item) => Items.Contains(item);

    public bool TryGetValue(string key, out OptionBase value) => _options.TryGetValue(key, out value);

    public bool Remove(string key) => _options.Remove(key);

    public bool Remove(KeyValuePair<string, OptionBase> item) => Items.Remove(item);

    public void Clear() => _options.Clear();

    public void CopyTo(KeyValuePair<string, OptionBase>[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, OptionBase>> GetEnumerator() => _options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _options.GetEnumerator();
}
