using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>Parameters by name, in the order in which they came.</summary>
public class ParameterDict : torch.nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
{
    private readonly OrderedDict<string, Parameter> entries = new();
    private bool registered;

    public ParameterDict()
        : base("ParameterDict")
    {
    }

    public int Count => entries.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => [.. entries.Keys];

    public ICollection<Parameter> Values => [.. values()];

    public Parameter this[string key]
    {
        get => entries[key];
        set => entries[key] = value;
    }

    public (string, Parameter) this[int index]
    {
        get => entries.At(index);
        set => entries[value.Item1] = value.Item2;
    }

    public IEnumerable<string> keys() => entries.Keys;

    public IEnumerable<Parameter> values() => entries.Select(entry => entry.Item2);

    public IEnumerator<(string, Parameter)> items() => entries.GetEnumerator();

    public IEnumerator<(string, Parameter)> GetEnumerator() => entries.GetEnumerator();

    public void Add(string key, Parameter value)
    {
        if (!entries.TryAdd(key, value))
        {
            throw new ArgumentException($"There is an entry '{key}' already.", nameof(key));
        }
    }

    public void Add((string, Parameter) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<string, Parameter> item) => Add(item.Key, item.Value);

    public bool Remove(string key) => entries.Remove(key);

    public bool Remove((string, Parameter) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<string, Parameter> item) => Contains(item) && Remove(item.Key);

    public void RemoveAt(int index) => entries.Remove(entries.At(index).Key);

    public void Clear() => entries.Clear();

    public void clear() => Clear();

    public bool ContainsKey(string key) => entries.ContainsKey(key);

    public bool Contains((string, Parameter) item) => TryGetValue(item.Item1, out Parameter? found) && ReferenceEquals(found, item.Item2);

    public bool Contains(KeyValuePair<string, Parameter> item) => Contains((item.Key, item.Value));

    public int IndexOf((string, Parameter) item) => Contains(item) ? entries.Keys.ToList().IndexOf(item.Item1) : -1;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => entries.TryGetValue(key, out value);

    public void CopyTo((string, Parameter)[] array, int arrayIndex) => entries.ToList().CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) =>
        entries.Select(entry => KeyValuePair.Create(entry.Item1, entry.Item2)).ToList().CopyTo(array, arrayIndex);

    void IList<(string, Parameter)>.Insert(int index, (string, Parameter) item)
    {
        if (index != entries.Count)
        {
            throw new NotSupportedException("Entries are in the order in which they were added. Insert at the end, or clear and add anew.");
        }

        Add(item);
    }

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() =>
        entries.Select(entry => KeyValuePair.Create(entry.Item1, entry.Item2)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool has_parameter(string target) => entries.ContainsKey(target);

    public override Parameter? get_parameter(string target) => entries.TryGetValue(target, out Parameter? parameter) ? parameter : null;

    internal override void Convert(torch.ScalarType? dtype, torch.Device? device, bool nonBlocking)
    {
        RegisterComponents();
        base.Convert(dtype, device, nonBlocking);
        foreach (string key in entries.Keys.ToList())
        {
            entries[key] = base.get_parameter(key)!;
        }
    }

    protected override void RegisterComponents()
    {
        if (registered)
        {
            return;
        }

        foreach (var (name, value) in entries)
        {
            register_parameter(name, value);
        }

        registered = true;
    }
}
