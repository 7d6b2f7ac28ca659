using System.Collections;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>What an experiment searches: named options, which may be search spaces themselves.</summary>
public class SearchSpace : OptionBase, IDictionary<string, OptionBase>
{
    private readonly Dictionary<string, OptionBase> _options;
    private readonly Parameter _defaultOption;

    public SearchSpace()
    {
        _options = [];
    }

    /// <summary>Takes the options from the attributes of a type's fields and properties.</summary>
    protected SearchSpace(Type typeInfo, Parameter defaultOption = null)
    {
        _options = AttributedOptions.Of(typeInfo);
        _defaultOption = defaultOption;
    }

    internal SearchSpace(IEnumerable<KeyValuePair<string, OptionBase>> options)
    {
        _options = new Dictionary<string, OptionBase>(options);
    }

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

    /// <summary>The point at these numbers; what it leaves out comes from the default, if there is one.</summary>
    public override Parameter SampleFromFeatureSpace(double[] feature)
    {
        var parameter = OptionSet.Sample(_options, feature);
        return _defaultOption is null ? parameter : Overlay(_defaultOption, parameter);
    }

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

    /// <summary>A hash of the point in the middle, the same in every process: checkpoints are named after it.</summary>
    public override int GetHashCode()
    {
        var middle = new double[FeatureSpaceDim];
        Array.Fill(middle, 0.5);
        var hash = 31u;
        foreach (var character in SampleFromFeatureSpace(middle).ToString())
        {
            hash = (hash * 33) ^ character;
        }

        return (int)(hash >> 1);
    }

    private static Parameter Overlay(Parameter under, Parameter over)
    {
        if (over is null)
        {
            return under;
        }

        if (under?.ParameterType != ParameterType.Object || over.ParameterType != ParameterType.Object)
        {
            return over;
        }

        var result = Parameter.CreateNestedParameter();
        foreach (var key in under.Keys.Concat(over.Keys))
        {
            under.TryGetValue(key, out var below);
            over.TryGetValue(key, out var above);
            result[key] = Overlay(below, above);
        }

        return result;
    }
}
